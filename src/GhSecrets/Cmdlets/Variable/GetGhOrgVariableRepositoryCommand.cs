using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the repositories that see an organization's selected variable.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.OrgVariableRepository)]
[OutputType(typeof(SecretRepository))]
public sealed class GetGhOrgVariableRepositoryCommand : GetSelectedRepositoryCmdlet
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
