using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What came out of comparing a declared file: every secret, and what could not be compared.</summary>
public sealed class ComparedFile
{
    internal ComparedFile(
        IReadOnlyList<FileProblem> problems,
        IReadOnlyList<string> notes,
        IReadOnlyList<(object Target, GhSecretsException Error)> failures,
        IReadOnlyList<SecretComparison> secrets,
        IReadOnlyList<LedgerCorrection> corrections)
    {
        Problems = problems;
        Notes = notes;
        Failures = failures;
        Secrets = secrets;
        Corrections = corrections;
    }

    /// <summary>What is wrong with the file as a whole, now that its patterns are known; then there is nothing else.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>What was left out and why: archived repositories, patterns that match nothing, scopes that are gone.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What could not be compared: a secret of a scope that cannot be read, or whose patterns cannot.</summary>
    public IReadOnlyList<(object Target, GhSecretsException Error)> Failures { get; }

    /// <summary>The secrets in the order of the file; behind them those that no entry declares.</summary>
    public IReadOnlyList<SecretComparison> Secrets { get; }

    /// <summary>The secrets that a sync writes.</summary>
    public IEnumerable<SecretComparison> Writes => Secrets.Where(secret => secret.IsWritten);

    /// <summary>The secrets that a sync removes when it prunes.</summary>
    public IEnumerable<SecretComparison> Removals => Secrets.Where(secret => secret.Planned == PlannedAction.Remove);

    /// <summary>The secrets that a sync leaves as they are.</summary>
    /// <param name="prunes">Whether it removes.</param>
    public IEnumerable<SecretComparison> Unchanged(bool prunes) =>
        Secrets.Where(secret => !secret.IsWritten && !(prunes && secret.Planned == PlannedAction.Remove));

    /// <summary>What is to be noted in the ledger though nothing was written.</summary>
    internal IReadOnlyList<LedgerCorrection> Corrections { get; }

    /// <summary>How many there are of each action: <c>1 Create, 12 Unchanged</c>.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Secrets.GroupBy(secret => secret.Planned).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>Refuses to remove more secrets than was allowed, and names them all.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.TooManyRemovals"/>.</exception>
    public void EnsureRemoves(int maximum)
    {
        List<SecretComparison> removals = Removals.ToList();
        if (removals.Count > maximum)
        {
            throw new GhSecretsException(
                ErrorId.TooManyRemovals,
                $"{removals.Count} secrets would be removed, and {maximum} are allowed. Nothing was written. "
                    + $"If the file is right, allow more (-MaximumRemove, --maximum-remove). They are: {string.Join("; ", removals)}.");
        }
    }
}
