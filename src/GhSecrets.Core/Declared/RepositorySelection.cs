using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>The patterns of a declared secret, which say its repositories once those of the owners are listed.</summary>
public sealed class RepositorySelection
{
    private readonly IReadOnlyList<RepositoryPattern> _patterns;
    private readonly IReadOnlyList<RepositoryPattern> _excluded;

    /// <param name="patterns">What is included.</param>
    /// <param name="excluded">What is not, whatever pattern it matches: exclusions, and repositories that are given by their name.</param>
    internal RepositorySelection(IReadOnlyList<RepositoryPattern> patterns, IReadOnlyList<RepositoryPattern> excluded)
    {
        (_patterns, _excluded) = (patterns, excluded);
        Owners = patterns.Select(pattern => pattern.Owner).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>Whose repositories must be listed, each once.</summary>
    public IReadOnlyList<string> Owners { get; }

    /// <summary>Whether a pattern takes the repository in; never one that is excluded, or that the secret gives by its name as
    /// well.</summary>
    public bool Includes(ListedRepository repository) =>
        _patterns.Any(pattern => pattern.Matches(repository)) && !_excluded.Any(pattern => pattern.Matches(repository.FullName));
}
