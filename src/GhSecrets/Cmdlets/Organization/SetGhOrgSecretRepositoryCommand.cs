using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Replaces the repositories that see an organization's selected secret, without its value; records of one secret make one
/// list.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.OrgSecretRepository, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class SetGhOrgSecretRepositoryCommand : SelectedRepositoryCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application }.Scopes(ScopeKind.Organization);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) => Gather(scopes, Access.SetAsync);
}
