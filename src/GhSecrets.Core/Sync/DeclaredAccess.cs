using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Who shall see a declared item, against who sees it.</summary>
internal static class DeclaredAccess
{
    /// <summary>The declared access in words that the ledger keeps, equal for equal access; null when the file leaves it as it
    /// is.</summary>
    internal static string? Text(DeclaredItem declared) =>
        declared.SelectedRepository is { } repositories ? "selected: " + string.Join(
            ", ",
            Names(repositories.Select(repository => repository.ToString())))
        : declared.Visibility?.ToString().ToLowerInvariant();

    /// <summary>How the access differs, in words; null when it does not. A list of repositories is read only when the ledger does not vouch
    /// for it.</summary>
    /// <exception cref="GhSecretsException">The list of repositories cannot be read.</exception>
    internal static async Task<string?> DifferenceAsync(
        DeclaredItem declared,
        ListedItem listed,
        bool isVouchedFor,
        SecretAccess access,
        CancellationToken cancel)
    {
        if (declared.Visibility is { } visibility && listed.SeenBy is { } current && visibility != current)
        {
            return $"its visibility is {current}, and the file declares {visibility}";
        }

        if (declared.SelectedRepository is null || isVouchedFor)
        {
            return null;
        }

        IReadOnlyList<SecretRepository> selected = await access.GetAsync(listed.Scope, listed.Name, cancel).ConfigureAwait(false);
        List<string> missing = Names(declared.SelectedRepository
            .Where(repository => !selected.Any(one => repository.Id == one.Id || IsSame(repository.FullName, one.SelectedRepository)))
            .Select(repository => repository.ToString()));
        List<string> excess = Names(selected
            .Where(one => !declared.SelectedRepository.Any(
                repository => repository.Id == one.Id || IsSame(repository.FullName, one.SelectedRepository)))
            .Select(one => one.SelectedRepository));
        return missing.Count + excess.Count == 0 ? null : $"its selected repositories {string.Join(" and ", Words(missing, excess))}";
    }

    private static IEnumerable<string> Words(List<string> missing, List<string> excess)
    {
        if (missing.Count > 0)
        {
            yield return $"lack {string.Join(", ", missing)}";
        }

        if (excess.Count > 0)
        {
            yield return $"hold {string.Join(", ", excess)}, which the file does not declare";
        }
    }

    private static bool IsSame(string? name, string other) => other.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static List<string> Names(IEnumerable<string> names) =>
        names.Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal).OrderBy(
            name => name,
            StringComparer.Ordinal).ToList();
}
