namespace GhSecrets.Core;

/// <summary>One variable that is as it was to be, and what was done for that.</summary>
public sealed class VariableChange : ItemChange
{
    internal VariableChange(SecretTarget target, VariableAction done, int attempts)
        : base(target, attempts) => Done = done;

    /// <inheritdoc/>
    public override string Action => Done.ToString();

    /// <summary>The name that a renamed variable has since, in upper case; else null.</summary>
    public string? NewName { get; internal init; }

    private protected override string InWords => NewName is null ? base.InWords : $"{base.InWords} to {NewName}";

    internal VariableAction Done { get; }
}
