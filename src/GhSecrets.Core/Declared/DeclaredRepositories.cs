using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>What stands behind <c>repositories</c>: names, patterns of names, and exclusions from both.</summary>
/// <param name="secret">The map of the secret.</param>
/// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
/// <param name="problems">Is told what is wrong.</param>
internal sealed class DeclaredRepositories(KeyedMap secret, string? host, ProblemList problems)
{
    private readonly List<RepositoryPattern> _named = [];
    private readonly List<RepositoryPattern> _patterns = [];
    private readonly List<RepositoryPattern> _excluded = [];
    private readonly List<string> _names = [];

    /// <summary>The repositories that are given by name and not excluded, as <c>owner/name</c>.</summary>
    internal IReadOnlyList<string> Names => _names.FindAll(name => !_excluded.Exists(pattern => pattern.Matches(name)));

    /// <summary>The patterns; null when there are none.</summary>
    internal RepositorySelection? Selection => _patterns.Count > 0 ? new RepositorySelection(_patterns, [.. _excluded, .. _named]) : null;

    internal void Read()
    {
        int before = problems.Count;
        foreach (InputNode item in secret.Items(DeclaredKeys.Repositories))
        {
            if (item.Members is not null)
            {
                Add(_patterns, ReadMatch(item));
            }
            else if (secret.RequireText(item, DeclaredKeys.Repositories) is string text)
            {
                Read(item, text);
            }
        }

        if (problems.Count == before && Names.Count == 0 && _patterns.Count == 0 && secret[DeclaredKeys.Repositories] is InputNode all)
        {
            problems.Add(all, _excluded.Count > 0
                ? "All that stands here is excluded again. Name repositories or patterns, from which those with ! are left out."
                : "The list of repositories is empty.");
        }
    }

    private void Read(InputNode item, string text)
    {
        bool isExcluded = text[0] == '!';
        string name = "";
        RepositoryPattern? pattern = problems.Try(item, () =>
        {
            name = RepositoryAddress.ToNames(isExcluded ? text.Substring(1) : text, host);
            return RepositoryPattern.Read(name);
        });
        if (isExcluded)
        {
            Add(_excluded, pattern);
        }
        else if (RepositoryName.HasWildcard(name))
        {
            Add(_patterns, pattern);
        }
        else if (pattern is not null)
        {
            _named.Add(pattern);
            _names.Add(name);
        }
    }

    private RepositoryPattern? ReadMatch(InputNode item)
    {
        KeyedMap map = KeyedMap.Read(item, DeclaredKeys.Repositories, DeclaredKeys.OfMatch, problems)!;
        IReadOnlyList<string> topics = map.RequireTexts(DeclaredKeys.Topic).ConvertAll(topic => topic.Text);
        RepositoryVisibility? visibility = map.RequireText(DeclaredKeys.Visibility) is string word
            ? problems.Try(map[DeclaredKeys.Visibility]!, () => Words.Read<RepositoryVisibility>(word, DeclaredKeys.Visibility))
            : null;
        if (!map.Has(DeclaredKeys.Match))
        {
            problems.Add(item, "The map has no match. Write match: \"owner/*\".");
        }

        return map.RequireText(DeclaredKeys.Match) is string text
            ? problems.Try(
                map[DeclaredKeys.Match]!,
                () => RepositoryPattern.Read(RepositoryAddress.ToNames(text, host), topics, visibility))
            : null;
    }

    private static void Add(List<RepositoryPattern> patterns, RepositoryPattern? pattern)
    {
        if (pattern is not null)
        {
            patterns.Add(pattern);
        }
    }
}
