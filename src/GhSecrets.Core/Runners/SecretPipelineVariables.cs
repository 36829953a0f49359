using System;
using System.Linq;
using Newtonsoft.Json;

namespace GhSecrets.Core;

/// <summary>Which environment variables hold what Azure Pipelines keeps secret.</summary>
/// <remarks>Source: the agent tells the names of its secret variables in <c>VSTS_SECRET_VARIABLES</c>, a list as JSON.</remarks>
internal static class SecretPipelineVariables
{
    private const string Names = "VSTS_SECRET_VARIABLES";

    /// <summary>Whether an environment variable has the name that the agent would give to a secret variable of the pipeline.</summary>
    internal static bool Include(string name, Func<string, string?> variable) =>
        Read(variable(Names)).Any(secret => ForEnvironment(secret).Equals(ForEnvironment(name), StringComparison.OrdinalIgnoreCase));

    private static string[] Read(string? names)
    {
        try
        {
            return names is null ? [] : JsonConvert.DeserializeObject<string?[]>(names)?.OfType<string>().ToArray() ?? [];
        }
        catch (JsonException)
        {
            // Not the agent's.
            return [];
        }
    }

    private static string ForEnvironment(string name) => name.Replace('.', '_').Replace(' ', '_');
}
