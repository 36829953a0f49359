using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes variables of an organization.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.OrgVariable, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VariableChange))]
public sealed class RemoveGhOrgVariableCommand : RemoveVariableCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application, Kind = ItemKind.Variable }.Scopes(
            ScopeKind.Organization);
}
