using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the secrets and variables that are there what a file declares: writes what differs and, when it prunes, removes what
/// earlier syncs wrote.</summary>
[Cmdlet(VerbsData.Sync, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange), typeof(VariableChange))]
public sealed class SyncGhSecretCommand : DeclaredFileCmdlet
{
    /// <summary>Removes what an earlier sync wrote and nobody changed since, once the file no longer declares them.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>How many secrets and variables of a file may be removed; if there are more, nothing at all is written.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRemove { get; set; } = SyncOptions.DefaultMaximumRemove;

    /// <summary>Writes all declared secrets, also those that are unchanged; a variable is written when it differs.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes one object for every write that took effect.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many writes run at once; can only lower the limit of the session.</summary>
    [Parameter]
    [ValidateRange(1, WriteQueue.MaximumThrottleLimit)]
    public int ThrottleLimit { get; set; } = WriteQueue.MaximumThrottleLimit;

    private protected override SyncOptions OptionsFor(string file) => base.OptionsFor(file) with
    {
        IsWhatIf = IsWhatIf,
        Force = Force,
        Prune = Prune,
        MaximumRemove = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumRemove)) ? MaximumRemove : null,
        ThrottleLimit = ThrottleLimit,
    };

    private protected override void Take(string file, SyncStep step)
    {
        base.Take(file, step);
        switch (step)
        {
            case SyncStep.Planned planned:
                Answer(planned);
                break;
            case SyncStep.Changed changed when PassThru:
                WriteObject(changed.Change);
                break;
            case SyncStep.Ended ended:
                this.Detail($"{file}: {ended.File}.");
                break;
        }
    }

    private void Answer(SyncStep.Planned planned)
    {
        try
        {
            // Its -Force is about what is unchanged.
            if (Confirmation.Ask(this, planned.Item.ToString(), planned.Action, hasForce: false))
            {
                planned.Approve(planned.Prompt is string prompt ? ValuePrompt.Ask(Host, $"Value of {prompt}") : null);
            }
        }
        catch (GhSecretsException e)
        {
            planned.Fail(e);
        }
    }
}
