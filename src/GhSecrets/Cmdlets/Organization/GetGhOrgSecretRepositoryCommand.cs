using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the repositories that see an organization's selected secret.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.OrgSecretRepository)]
[OutputType(typeof(SecretRepository))]
public sealed class GetGhOrgSecretRepositoryCommand : StoreCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? Organization { get; set; }

    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application }.Scopes(ScopeKind.Organization);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            foreach (string name in RequireNames(Name))
            {
                WriteAll(stop => Access.GetAsync(scope, name, stop), new SecretTarget(scope, name));
            }
        }
    }
}
