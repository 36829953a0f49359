using static GhSecrets.Core.SecretState.EntryOwner;
using static GhSecrets.Core.SecretState.ValueMatch;

namespace GhSecrets.Core.Tests;

/// <summary>What a sync does about a secret or a variable, a row a case; in each row the last thing that is given decides.</summary>
public sealed class SecretStateTests
{
    private const string Time = "on a day";
    private const string ValueDiffers = "its value is 'a'";
    private const string Differs = "its visibility is not Private";

    [Theory]
    [InlineData(PlannedAction.Create, "it is not there", "not there", NoEntry)]
    [InlineData(PlannedAction.Create, "it is no longer there", "no longer there", ThisFile, Time, true, true, Different, Differs)]
    [InlineData(PlannedAction.Create, "it is no longer there", "no longer there", AnotherFile)]
    public void WhatIsDeclaredAndNotThere_IsCreated(
        object action, string reason, string brief, object owner, string? changedAt = null, bool force = false, bool key = true, object? value = null, string? access = null) =>
        AssertPlan(action, reason, brief, State(owner, changedAt, force, key, value, access) with { IsDeclared = true });

    [Theory]
    [InlineData(PlannedAction.Update, "it is there, and the ledger does not know its value", "not in the ledger", NoEntry)]
    [InlineData(PlannedAction.Drifted, "it was changed on a day, after the last sync wrote it", "changed since last sync", ThisFile, Time, true, false, Same)]
    [InlineData(PlannedAction.Drifted, "it was changed on a day, after the last sync wrote it", "changed since last sync", AnotherFile, Time)]
    [InlineData(PlannedAction.Update, "all are to be written", "all are to be written", ThisFile, null, true, false, Same)]
    [InlineData(PlannedAction.Update, "without a ledger key nobody knows whether its value is the same", "no ledger key", ThisFile, null, false, false, Same)]
    [InlineData(PlannedAction.Update, "it was written without a ledger key", "written without a key", ThisFile, null, false, true, Unknown, Differs)]
    [InlineData(PlannedAction.Update, "its value or the ledger key has changed", "value or key changed", Nobody, null, false, true, Different, Differs)]
    [InlineData(PlannedAction.Access, Differs, "who sees it differs", ThisFile, null, false, true, Same, Differs)]
    [InlineData(PlannedAction.Unchanged, "it is as declared", "as declared", ThisFile, null, false, true, Same)]
    [InlineData(PlannedAction.Unchanged, "it is as declared", "as declared", AnotherFile, null, false, true, Same)]
    public void WhatIsDeclaredAndThere_IsWrittenUnlessItIsKnownToBeTheSame(
        object action, string reason, string brief, object owner, string? changedAt = null, bool force = false, bool key = true, object? value = null, string? access = null) =>
        AssertPlan(action, reason, brief, State(owner, changedAt, force, key, value, access) with { IsDeclared = true, IsThere = true });

    [Theory]
    [InlineData(PlannedAction.Drifted, "it was changed on a day, after the last sync wrote it: its value is 'a'", "changed since last sync", ThisFile, Time, ValueDiffers, Differs)]
    [InlineData(PlannedAction.Drifted, "it was changed on a day, after the last sync wrote it: its value is 'a'", "changed since last sync", AnotherFile, Time, ValueDiffers)]
    [InlineData(PlannedAction.Update, ValueDiffers, "value differs", NoEntry, null, ValueDiffers)]
    [InlineData(PlannedAction.Update, ValueDiffers, "value differs", ThisFile, null, ValueDiffers, Differs)]
    [InlineData(PlannedAction.Access, Differs, "who sees it differs", NoEntry, null, null, Differs)]
    [InlineData(PlannedAction.Access, Differs, "who sees it differs", ThisFile, Time, null, Differs)]
    [InlineData(PlannedAction.Unchanged, "it is as declared", "as declared", NoEntry)]
    [InlineData(PlannedAction.Unchanged, "it is as declared", "as declared", ThisFile, Time)]
    [InlineData(PlannedAction.Unchanged, "it is as declared", "as declared", ThisFile, null, null, null, true)]
    public void AVariableThatIsThere_IsWrittenIfItDiffers_WhateverTheLedgerKnows(
        object action, string reason, string brief, object owner, string? changedAt = null, string? value = null, string? access = null, bool force = false) =>
        AssertPlan(action, reason, brief, State(owner, changedAt, force, false, null, access) with { IsDeclared = true, IsThere = true, IsReadable = true, ValueDifference = value });

    [Theory]
    [InlineData(PlannedAction.Unowned, "the file does not declare it, and no sync wrote it", "not declared", NoEntry)]
    [InlineData(PlannedAction.Unowned, "the file does not declare it, and the ledger does not say which file's sync wrote it", "of an unknown file", Nobody)]
    [InlineData(PlannedAction.Unowned, "the file does not declare it, and the sync of 'other.yaml' wrote it", "of another file", AnotherFile)]
    [InlineData(PlannedAction.Unowned, "somebody changed it on a day, after the last sync wrote it", "changed since last sync", ThisFile, Time)]
    [InlineData(PlannedAction.Remove, "a sync wrote it, and the file no longer declares it", "no longer declared", ThisFile)]
    [InlineData(PlannedAction.Remove, "a sync wrote it, and the file no longer declares it", "no longer declared", ThisFile, null, true, false)]
    public void WhatIsNotDeclared_IsRemovedOnlyIfThisFilesSyncWroteItLast(
        object action, string reason, string brief, object owner, string? changedAt = null, bool force = false, bool key = true) =>
        AssertPlan(action, reason, brief, State(owner, changedAt, force, key, null, null) with { IsThere = true });

    private static SecretState State(object owner, string? changedAt, bool force, bool key, object? value, string? access) => new()
    {
        Owner = (SecretState.EntryOwner)owner,
        OwnerName = "other.yaml",
        ChangedAt = changedAt,
        IsForced = force,
        HasKey = key,
        Value = (SecretState.ValueMatch?)value ?? Unknown,
        AccessDifference = access,
    };

    private static void AssertPlan(object action, string reason, string brief, SecretState state)
    {
        Assert.Equal(((PlannedAction)action, reason, brief), state.Plan());
        Assert.InRange(brief.Length, 1, 23);
    }
}
