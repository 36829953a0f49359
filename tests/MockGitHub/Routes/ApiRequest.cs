using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>A request that passed the gate: its path in decoded parts, and who asks.</summary>
internal sealed record ApiRequest(MockState State, MockToken Token, string Method, string[] Path, IQueryCollection Query, string Body)
{
    /// <summary>The address of the API as the client wrote it, without a slash at the end: scheme, host, port and prefix.</summary>
    public required string Base { get; init; }

    /// <summary>The API version asked for, or the default one.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Whether this is a GitHub Enterprise Server, which knows neither Codespaces nor Agents.</summary>
    public required bool IsEnterpriseServer { get; init; }

    /// <summary>Finds a repository, and says 404 where it does not exist or the token does not see it.</summary>
    public Repository Repository(string owner, string name) =>
        State.FindRepository(owner, name) is { } found && Token.Sees(found) ? found : throw RefusedException.NotFound();

    /// <summary>Reads the body as a JSON object.</summary>
    public JsonElement JsonBody()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new RefusedException(HttpStatusCode.BadRequest, "Body should be a JSON object");
        }
        catch (JsonException)
        {
            throw new RefusedException(HttpStatusCode.BadRequest, "Problems parsing JSON");
        }
    }

    /// <summary>Takes the target as it came apart at its slashes and decodes each part once: Kestrel's own path keeps <c>%2F</c>, but not <c>%252F</c>.</summary>
    public static string[] Split(string target) =>
        [.. target.Split('?')[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];

    /// <summary>Splits what follows the prefix; nothing is left of a target that has another one.</summary>
    public static string[] Below(string prefix, string target)
    {
        string[] path = Split(target), start = [.. prefix.Split('/').Skip(1)];
        return path.Take(start.Length).SequenceEqual(start) ? path[start.Length..] : [];
    }
}
