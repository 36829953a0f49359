namespace GhSecrets.Core;

/// <summary>How a face calls what a person may have to give; all else is said in the same words everywhere.</summary>
/// <param name="GiveLedgerKey">How it takes the key of the ledger, as the beginning of a sentence.</param>
/// <param name="AllSlices">The option that does all slices.</param>
/// <param name="SlicesGoTogether">That a slice needs its count, as a sentence.</param>
/// <param name="WaitLimit">The option that limits waits for rate limits.</param>
/// <param name="Prune">The option that removes.</param>
/// <param name="MaximumRemove">The option that limits how many are removed.</param>
public sealed record SyncWords(
    string GiveLedgerKey, string AllSlices, string SlicesGoTogether, string WaitLimit, string Prune, string MaximumRemove);
