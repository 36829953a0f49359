using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>An <c>owner/name</c> whose name may hold <c>*</c> (any characters) and <c>?</c> (one), without regard to case, and what else a
/// repository must have.</summary>
internal sealed class RepositoryPattern
{
    private readonly string _name;
    private readonly Regex? _expression;

    private RepositoryPattern(string owner, string name)
    {
        (Owner, _name) = (owner, name);
        if (RepositoryName.HasWildcard(name))
        {
            string expression = Regex.Escape(name).Replace("\\*", ".*").Replace("\\?", ".");
            _expression = new Regex(
                $"\\A{expression}\\z",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
    }

    internal string Owner { get; }

    /// <summary>Topics that it must have, all of them.</summary>
    internal IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Who must see it; null for whoever does.</summary>
    internal RepositoryVisibility? Visibility { get; init; }

    /// <summary>Reads the text of a pattern, or of a repository's name.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it is neither.</exception>
    internal static RepositoryPattern Read(string text, IReadOnlyList<string>? topics = null, RepositoryVisibility? visibility = null)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2 && RepositoryName.HasWildcard(parts[0]))
        {
            throw Invalid($"'{text}' has a wildcard in its owner. Name the owner; only the repository's name may hold * and ?.");
        }

        return parts.Length != 2 || !RepositoryName.IsName(parts[0]) || !RepositoryName.IsPattern(parts[1])
            ? throw Invalid($"'{RepositoryAddress.Shown(text)}' is no repository and no pattern of some. Write owner/name, where the "
                + "name may hold * and ?.")
            : new RepositoryPattern(parts[0], parts[1]) { Topics = topics ?? [], Visibility = visibility };
    }

    internal bool Matches(string fullName)
    {
        string[] parts = fullName.Split('/');
        return parts.Length == 2
            && Owner.Equals(parts[0], StringComparison.OrdinalIgnoreCase)
            && (_expression?.IsMatch(parts[1]) ?? _name.Equals(parts[1], StringComparison.OrdinalIgnoreCase));
    }

    internal bool Matches(ListedRepository repository) =>
        (Visibility is null || Visibility == repository.Visibility)
        && Topics.All(topic => repository.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase))
        && Matches(repository.FullName);

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidArgument, message);
}
