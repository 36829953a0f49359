using System.Management.Automation;

namespace GhSecrets;

/// <summary>A cmdlet about a session itself: it works on no records.</summary>
public abstract class SessionNounCmdlet : PSCmdlet
{
    /// <summary>The arguments that belong to no parameter; they are refused without being shown.</summary>
    [Parameter(ValueFromRemainingArguments = true, DontShow = true)]
    public object?[]? UnboundArgument { get; set; }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => UnboundArguments.Refuse(this, UnboundArgument);
}
