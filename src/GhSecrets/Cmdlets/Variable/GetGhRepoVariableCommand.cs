using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the variables of a repository, or those of its organization that it sees.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.RepoVariable)]
[OutputType(typeof(Variable))]
public sealed class GetGhRepoVariableCommand : GetVariableCmdlet
{
    private RepositoryCatalog? _repositories;

    /// <summary>Repositories as owner/name or by their address, or as names with -Owner.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Gets the organization's variables that the repository sees, in place of its own.</summary>
    [Parameter]
    public SwitchParameter Inherited { get; set; }

    private protected override bool MustList => Inherited;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _repositories = new RepositoryCatalog(CurrentSession, Run);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes()
    {
        string[]? repositories = Repository?.SelectMany(text => Wait(stop => _repositories!.MatchAsync(text, Owner, stop))).ToArray();
        return Repository?.Length > 0 && repositories!.Length == 0
            ? []
            : new ScopeColumns { Repository = repositories, Owner = Owner, Application = Application, Kind = ItemKind.Variable }.Scopes(
            ScopeKind.Repository);
    }

    private protected override Task<VariableList> ListAsync(SecretScope scope, CancellationToken stop) =>
        Inherited ? Store.ListInheritedAsync(scope, stop) : base.ListAsync(scope, stop);
}
