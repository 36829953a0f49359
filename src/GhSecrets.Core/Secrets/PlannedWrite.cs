namespace GhSecrets.Core;

/// <summary>What setting a secret would do.</summary>
/// <param name="IsNew">Whether there is no such secret yet.</param>
/// <param name="SeenBy">Who sees it until then; null when it is new, or secrets of its scope have no visibility.</param>
internal readonly record struct PlannedWrite(bool IsNew, Visibility? SeenBy)
{
    /// <summary>The write in words: <c>Create secret</c> or <c>Update secret</c>.</summary>
    public override string ToString() => IsNew ? "Create secret" : "Update secret";
}
