using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Changes which repositories see a secret or a variable whose visibility is Selected, without its value.</summary>
public abstract class SelectedRepositoryCmdlet : SessionWriterCmdlet<SecretScope, GhSession>
{
    private readonly RepositoryLists _lists = new();
    private SecretAccess? _access;
    private VariableStore? _variables;
    private Action<SecretTarget, IReadOnlyList<RepositoryReference>>? _set;
    private bool _hasTwoLists;

    /// <summary>Names of secrets or variables, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Repositories, as names (with or without owner), addresses or ids; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? SelectedRepository { get; set; }

    /// <summary>Repositories that see the secret or the variable, as names (with or without owner), addresses or ids; never read
    /// from a record.</summary>
    /// <remarks>A record's Repository is where another secret is, and shall show this one to nobody.</remarks>
    [Parameter(Position = 3)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>The application that reads the secret or the variable: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    /// <summary>Who sees a secret.</summary>
    private protected SecretAccess Access => _access ??= new SecretAccess(CurrentSession, Run);

    /// <summary>Variables, and who sees them.</summary>
    private protected VariableStore Variables => _variables ??= new VariableStore(CurrentSession, Run);

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // A list of a record comes later, and gives way.
        _hasTwoLists = Repository is not null && SelectedRepository is not null;
        base.BeginProcessing();
    }

    /// <summary>Starts one write for every repository of every secret.</summary>
    private protected void ForEachRepository<TChange>(
        IReadOnlyList<SecretScope> scopes,
        string action,
        Func<SecretScope, string, RepositoryReference, CancellationToken, Task<TChange>> change)
        where TChange : class =>
        ForEach(Targets(scopes), target =>
        {
            foreach (RepositoryReference repository in ReadRepositories(target))
            {
                SecretTarget access = new(target.Scope, target.Name, repository.ToString());
                if (Approves(access, action))
                {
                    StartChange(access, stop => change(target.Scope, target.Name!, repository, stop));
                }
            }
        });

    /// <summary>Takes the repositories of every secret for the one list that replaces those that see it.</summary>
    private protected void Gather<TChange>(
        IReadOnlyList<SecretScope> scopes,
        Func<SecretScope, string, IReadOnlyList<RepositoryReference>, CancellationToken, Task<TChange>> set)
        where TChange : class
    {
        _set = (target, repositories) => StartChange(target, stop => set(target.Scope, target.Name!, repositories, stop));
        ForEach(Targets(scopes), target => _lists.Add(target, ReadRepositories));
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        foreach (RepositoryLists.RepositoryList list in _lists.All)
        {
            SecretTarget target = list.Target;
            if (!list.IsWhole)
            {
                Report(Errors.From(
                    new GhSecretsException(
                        ErrorId.NotAttempted,
                        "The list was left as it is, because not all of its records could be read."),
                    target));
            }
            else if (Approves(target, $"Set {list.Repositories.Count} repositories: {RepositoryReference.Words(list.Repositories)}"))
            {
                _set!(target, list.Repositories);
            }
        }

        base.EndProcessing();
    }

    private IReadOnlyList<SecretTarget> Targets(IReadOnlyList<SecretScope> scopes) => _hasTwoLists
        ? throw new GhSecretsException(ErrorId.InvalidArgument, "Give either -Repository or -SelectedRepository, not both.")
        : SecretTarget.All(scopes, RequireNames(Name, scopes[0].Items));

    private void StartChange<TChange>(SecretTarget target, Func<CancellationToken, Task<TChange>> change)
        where TChange : class =>
        Start(target.Key, target, change, CurrentSession.WriteLane(target.Scope));

    /// <summary>The repositories that the record gives for a secret; an empty list must be an explicit one.</summary>
    private IReadOnlyList<RepositoryReference> ReadRepositories(SecretTarget target)
    {
        SecretName.Normalize(target.Name, target.Scope.Items);
        return RepositoryReference.Read(Repository ?? SelectedRepository, target.Organization ?? "")
            ?? throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "There is no SelectedRepository. Give names or ids of repositories by -Repository, or in that column.");
    }
}
