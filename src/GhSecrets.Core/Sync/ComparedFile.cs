using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What came out of comparing a declared file: every secret and variable, and what could not be compared.</summary>
public sealed class ComparedFile
{
    internal ComparedFile(
        IReadOnlyList<FileProblem> problems,
        IReadOnlyList<string> notes,
        IReadOnlyList<(object Target, GhSecretsException Error)> failures,
        IReadOnlyList<SecretComparison> items,
        IReadOnlyList<LedgerCorrection> corrections)
    {
        Problems = problems;
        Notes = notes;
        Failures = failures;
        Items = items;
        Corrections = corrections;
    }

    /// <summary>What is wrong with the file as a whole, now that its patterns are known; then there is nothing else.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>What was left out and why: archived repositories, patterns that match nothing, scopes that are gone.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What could not be compared: an item of a scope that cannot be read, or whose patterns cannot.</summary>
    public IReadOnlyList<(object Target, GhSecretsException Error)> Failures { get; }

    /// <summary>The secrets and variables in the order of the file; behind them those that no entry declares.</summary>
    public IReadOnlyList<SecretComparison> Items { get; }

    /// <summary>What a sync writes.</summary>
    public IEnumerable<SecretComparison> Writes => Items.Where(item => item.IsWritten);

    /// <summary>What a sync removes when it prunes.</summary>
    public IEnumerable<SecretComparison> Removals => Items.Where(item => item.Planned == PlannedAction.Remove);

    /// <summary>What a sync leaves as it is.</summary>
    /// <param name="prunes">Whether it removes.</param>
    public IEnumerable<SecretComparison> Unchanged(bool prunes) =>
        Items.Where(item => !item.IsWritten && !(prunes && item.Planned == PlannedAction.Remove));

    /// <summary>What is to be noted in the ledger though nothing was written.</summary>
    internal IReadOnlyList<LedgerCorrection> Corrections { get; }

    /// <summary>How many there are of each action: <c>1 Create, 12 Unchanged</c>.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Items.GroupBy(item => item.Planned).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>Refuses to remove more than was allowed, and names them all.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.TooManyRemovals"/>.</exception>
    public void EnsureRemoves(int maximum)
    {
        List<SecretComparison> removals = Removals.ToList();
        if (removals.Count > maximum)
        {
            string kinds = string.Join(" and ", removals.Select(item => Words.Of(item.Scope.Items)).Distinct().OrderBy(kind => kind));
            throw new GhSecretsException(
                ErrorId.TooManyRemovals,
                $"{removals.Count} {kinds} would be removed, and {maximum} are allowed. Nothing was written. "
                    + $"If the file is right, allow more (-MaximumRemove, --maximum-remove). They are: {string.Join("; ", removals)}.");
        }
    }
}
