using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Shows an organization's selected variable to more repositories, without its value.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.OrgVariableRepository, SupportsShouldProcess = true)]
[OutputType(typeof(VariableChange))]
public sealed class AddGhOrgVariableRepositoryCommand : SelectedRepositoryCmdlet
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

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Add repository", Variables.AddRepositoryAsync);
}
