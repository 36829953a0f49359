using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Replaces the repositories that see an organization's selected variable, without its value; records of one variable make one
/// list.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.OrgVariableRepository, SupportsShouldProcess = true)]
[OutputType(typeof(VariableChange))]
public sealed class SetGhOrgVariableRepositoryCommand : SelectedRepositoryCmdlet
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
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) => Gather(scopes, Variables.SetRepositoriesAsync);
}
