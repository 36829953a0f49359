using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the public key that the values of a scope are sealed for.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.PublicKey)]
[OutputType(typeof(PublicKey))]
public sealed class GetGhPublicKeyCommand : StoreCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <summary>Repositories as owner/name or by their address, or as names with -Owner.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>Environments of the repository, by any name that GitHub shows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Env")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Environment { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>The word me, for one's own Codespaces secrets.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MeCompleter))]
    public string? User { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() => new ScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Owner = Owner,
        Environment = Environment,
        User = User,
        Application = Application,
    }.Scopes();

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            WriteAll<PublicKey>(async stop => [await Store.GetPublicKeyAsync(scope, stop)], new SecretTarget(scope));
        }
    }
}
