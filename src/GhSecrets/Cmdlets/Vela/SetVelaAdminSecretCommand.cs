using System;
using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Overwrites whole secrets of a Vela server as its platform admin: what a record neither gives nor brings along from
/// Get-VelaSecret is emptied.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.VelaAdminSecret, SupportsShouldProcess = true)]
[OutputType(typeof(VelaSecretChange))]
public sealed class SetVelaAdminSecretCommand : SetVelaCmdlet
{
    private bool _idOnCommandLine;

    /// <summary>The id of the secret that is overwritten, as Get-VelaSecret shows it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Id { get; set; }

    /// <summary>Makes a new secret, whose id the server chooses; that of a piped object is not used.</summary>
    [Parameter]
    public SwitchParameter Create { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _idOnCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(Id));
    }

    private protected override Action<VelaSecretTarget, SecretValue?> Prepare(IReadOnlyList<VelaSecretTarget> targets)
    {
        if (Create && _idOnCommandLine)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "Give either -Id, to overwrite a secret, or -Create, to make one.");
        }

        // One id for several names would write them all over one secret.
        if (!Create && targets.Count > 1)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "An Id belongs to one secret, and the record names several. Give one name and one place a record.");
        }

        (VelaSettings settings, string? id, string? json, bool create) = (Settings, Id, Json, Create);
        return (target, value) => StartApproved(
            target.Key,
            target,
            _ => create ? "Create secret as admin" : $"Overwrite secret {id} as admin",
            new VelaAdminUpdate(target.Scope, target.Name, value, settings, id, json, create),
            Store.SetAsync);
    }
}
