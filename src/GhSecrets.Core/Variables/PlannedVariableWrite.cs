namespace GhSecrets.Core;

/// <summary>What setting a variable would do.</summary>
/// <param name="Action"><see cref="VariableAction.Created"/>, <see cref="VariableAction.Updated"/> or
/// <see cref="VariableAction.Unchanged"/>.</param>
/// <param name="SeenBy">Who sees it until then; null when it is new, or variables of its scope have no visibility.</param>
/// <param name="Value">Its value until then; null when it is new.</param>
internal readonly record struct PlannedVariableWrite(VariableAction Action, Visibility? SeenBy, string? Value)
{
    /// <summary>The write in words: <c>Create variable</c>, <c>Update variable</c> or <c>Leave variable unchanged</c>.</summary>
    public override string ToString() => Action switch
    {
        VariableAction.Created => "Create variable",
        VariableAction.Updated => "Update variable",
        _ => "Leave variable unchanged",
    };
}
