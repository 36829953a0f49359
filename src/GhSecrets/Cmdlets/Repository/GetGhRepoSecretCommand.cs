using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the secrets of a repository, or those of its organization that it sees; never values.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.RepoSecret)]
[OutputType(typeof(Secret))]
public sealed class GetGhRepoSecretCommand : GetSecretCmdlet
{
    /// <summary>Repositories as owner/name, or as names with -Owner.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Owner { get; set; }

    /// <summary>Gets the organization's secrets that the repository sees, in place of its own.</summary>
    [Parameter]
    public SwitchParameter Inherited { get; set; }

    private protected override bool MustList => Inherited;

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Repository = Repository, Owner = Owner, Application = Application }.Scopes(ScopeKind.Repository);

    private protected override Task<SecretList> ListAsync(SecretScope scope, CancellationToken stop) =>
        Inherited ? Store.ListInheritedAsync(scope, stop) : base.ListAsync(scope, stop);
}
