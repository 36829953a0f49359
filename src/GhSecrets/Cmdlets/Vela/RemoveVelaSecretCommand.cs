using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes secrets of a Vela server.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.VelaSecret, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VelaSecretChange))]
public sealed class RemoveVelaSecretCommand : VelaWriterCmdlet
{
    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool Forced => Force;

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<VelaSecretScope> scopes) =>
        ForEach(Targets(scopes, RequireNames(Name)), target =>
        {
            target.Scope.PathOf(target.Name!);
            if (Approves(target, "Remove secret"))
            {
                Start(Key(target), target, stop => Store.RemoveAsync(target.Scope, target.Name!, stop));
            }
        });
}
