using System.Collections.Generic;

namespace GhSecrets.Core.Tests;

/// <summary>Short ways to an assignment, which whoever asked for it disposes.</summary>
internal static class Assign
{
    /// <summary>Assigns the marked value, or another one.</summary>
    public static SecretAssignment Value(
        SecretScope scope,
        string name,
        string value = Marked.Value,
        Visibility? visibility = null,
        IReadOnlyList<string>? selected = null)
    {
        using SecretValue secret = SecretValue.FromText(value);
        return new SecretAssignment(scope, name, SecretContent.FromValue(secret), visibility, RepositoryReference.Read(selected, "acme"));
    }
}
