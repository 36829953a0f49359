using System;
using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates secrets of a Vela server, or changes what is given of those that are there.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.VelaSecret, SupportsShouldProcess = true)]
[OutputType(typeof(VelaSecretChange))]
public sealed class SetVelaSecretCommand : SetVelaCmdlet
{
    private SecretPlan<VelaSecretScope>? _plan;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _plan = Store.Plan();
    }

    private protected override bool NeedsValue =>
        Image is null && AllowEvent is null && AllowCommand is null && AllowSubstitution is null && RepoAllowlist is null && Json is null;

    private protected override Action<VelaSecretTarget, SecretValue?> Prepare(IReadOnlyList<VelaSecretTarget> targets)
    {
        (VelaSettings settings, string? json) = (Settings, Json);
        return (target, value) => StartApproved(
            target.Key,
            target,
            _ => IsWhatIf ? Wait(stop => _plan!.ActionAsync(target.Scope, target.Name!, null, stop)).ToString() : "Set secret",
            new VelaSecretUpdate(target.Scope, target.Name, value, settings, json),
            Store.SetAsync);
    }
}
