namespace GhSecrets.Core;

/// <summary>What is known of one secret or variable when a sync decides about it.</summary>
internal readonly record struct SecretState
{
    /// <summary>Whose the ledger's entry is.</summary>
    internal enum EntryOwner
    {
        /// <summary>The ledger has no entry.</summary>
        NoEntry,

        /// <summary>It does not say which file's sync wrote it.</summary>
        Nobody,
        ThisFile,
        AnotherFile,
    }

    /// <summary>How the declared value of a secret stands to what was written last.</summary>
    internal enum ValueMatch
    {
        /// <summary>It was written without a fingerprint.</summary>
        Unknown,
        Same,
        Different,
    }

    internal bool IsDeclared { get; init; }

    /// <summary>Whether the scope's list names it.</summary>
    internal bool IsThere { get; init; }

    internal EntryOwner Owner { get; init; }

    /// <summary>The file that the entry names.</summary>
    internal string? OwnerName { get; init; }

    /// <summary>When somebody changed it after the last sync wrote it, in words; null when nobody did.</summary>
    internal string? ChangedAt { get; init; }

    /// <summary>Whether its value can be read, as that of a variable: then neither the ledger nor its key is needed to compare
    /// it.</summary>
    internal bool IsReadable { get; init; }

    /// <summary>How the value that was read differs from the declared one; null when it does not.</summary>
    internal string? ValueDifference { get; init; }

    /// <summary>Whether all secrets are to be written.</summary>
    internal bool IsForced { get; init; }

    internal bool HasKey { get; init; }

    internal ValueMatch Value { get; init; }

    /// <summary>How who sees it differs from what is declared; null when it does not, or that was not read yet.</summary>
    internal string? AccessDifference { get; init; }

    /// <summary>What is done and why, in a sentence and in a few words for a column: the first line that fits.</summary>
    internal (PlannedAction Action, string Reason, string Short) Plan() => this switch
    {
        { IsDeclared: true, IsThere: false, Owner: EntryOwner.NoEntry } => (PlannedAction.Create, "it is not there", "not there"),
        { IsDeclared: true, IsThere: false } => (PlannedAction.Create, "it is no longer there", "no longer there"),
        { IsDeclared: true, ValueDifference: string difference, ChangedAt: string at } => (
            PlannedAction.Drifted,
            $"it was changed {at}, after the last sync wrote it: {difference}",
            "changed since last sync"),
        { IsDeclared: true, ValueDifference: string difference } => (PlannedAction.Update, difference, "value differs"),
        { IsDeclared: true, IsReadable: true, AccessDifference: string difference } => (
            PlannedAction.Access,
            difference,
            "who sees it differs"),
        { IsDeclared: true, IsReadable: true } => (PlannedAction.Unchanged, "it is as declared", "as declared"),
        { IsDeclared: true, Owner: EntryOwner.NoEntry } => (
            PlannedAction.Update,
            "it is there, and the ledger does not know its value",
            "not in the ledger"),
        { IsDeclared: true, ChangedAt: string at } => (
            PlannedAction.Drifted,
            $"it was changed {at}, after the last sync wrote it",
            "changed since last sync"),
        { IsDeclared: true, IsForced: true } => (PlannedAction.Update, "all are to be written", "all are to be written"),
        { IsDeclared: true, HasKey: false } => (
            PlannedAction.Update,
            "without a ledger key nobody knows whether its value is the same",
            "no ledger key"),
        { IsDeclared: true, Value: ValueMatch.Unknown } => (
            PlannedAction.Update,
            "it was written without a ledger key",
            "written without a key"),
        { IsDeclared: true, Value: ValueMatch.Different } => (
            PlannedAction.Update,
            "its value or the ledger key has changed",
            "value or key changed"),
        { IsDeclared: true, AccessDifference: string difference } => (PlannedAction.Access, difference, "who sees it differs"),
        { IsDeclared: true } => (PlannedAction.Unchanged, "it is as declared", "as declared"),
        { Owner: EntryOwner.NoEntry } => (
            PlannedAction.Unowned,
            "the file does not declare it, and no sync wrote it",
            "not declared"),
        { Owner: EntryOwner.Nobody } => (
            PlannedAction.Unowned,
            "the file does not declare it, and the ledger does not say which file's sync wrote it",
            "of an unknown file"),
        { Owner: EntryOwner.AnotherFile } => (
            PlannedAction.Unowned,
            $"the file does not declare it, and the sync of '{OwnerName}' wrote it",
            "of another file"),
        { ChangedAt: string at } => (
            PlannedAction.Unowned,
            $"somebody changed it {at}, after the last sync wrote it",
            "changed since last sync"),
        _ => (PlannedAction.Remove, "a sync wrote it, and the file no longer declares it", "no longer declared"),
    };
}
