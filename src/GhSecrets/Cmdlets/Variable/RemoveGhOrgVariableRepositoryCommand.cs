using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Hides an organization's selected variable from repositories, without its value.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.OrgVariableRepository, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VariableChange))]
public sealed class RemoveGhOrgVariableRepositoryCommand : SelectedRepositoryCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool? Forced => Force;

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application, Kind = ItemKind.Variable }.Scopes(
            ScopeKind.Organization);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Remove repository", Variables.RemoveRepositoryAsync);
}
