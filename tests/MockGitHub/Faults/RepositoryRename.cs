using System;

namespace MockGitHub;

/// <summary>A repository that is asked for under its old name and answers with the address under the new one, by name where GitHub writes an id.</summary>
/// <param name="From">The old <c>owner/name</c>, in any case.</param>
/// <param name="To">The new <c>owner/name</c>.</param>
/// <param name="Status">301 or 307.</param>
public sealed record RepositoryRename(string From, string To, int Status = 307)
{
    internal void Check()
    {
        FaultOptions.Require(IsFullName(From), $"renames: '{From}' is not owner/name");
        FaultOptions.Require(IsFullName(To), $"renames: '{To}' is not owner/name");
        FaultOptions.Require(!From.Equals(To, StringComparison.OrdinalIgnoreCase), $"renames: '{From}' would lead to itself");
        FaultOptions.Require(Status is 301 or 307, "renames: status must be 301 or 307");
    }

    /// <summary>Puts the new name into a target as it came, query included; null when it is not about the old one.</summary>
    internal string? Redirect(string target, string prefix)
    {
        var repositories = $"{prefix}/repos/";
        var old = repositories + From;
        var rest = target.StartsWith(old, StringComparison.OrdinalIgnoreCase) ? target[old.Length..] : null;
        return rest is "" or ['/' or '?', ..] ? repositories + To + rest : null;
    }

    private static bool IsFullName(string text) => text.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
}
