using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the repositories that see an organization's selected secret.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.OrgSecretRepository)]
[OutputType(typeof(SecretRepository))]
public sealed class GetGhOrgSecretRepositoryCommand : GetSelectedRepositoryCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application }.Scopes(ScopeKind.Organization);
}
