using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the secrets of an organization: names, visibility and dates, never values.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.OrgSecret)]
[OutputType(typeof(Secret))]
public sealed class GetGhOrgSecretCommand : GetSecretCmdlet
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
