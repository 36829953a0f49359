using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The variables of any scope of variables: list, get, set, rename, remove, and who sees those of an organization.</summary>
/// <remarks>Source: GitHub REST API, "Variables" of Actions and Agents. One store serves one run: what was read is not kept for the
/// next.</remarks>
public sealed partial class VariableStore
{
    private readonly ScopeRequests _requests;
    private readonly SecretAccess _access;
    private readonly RepositoryMoves _moves;
    private readonly CurrentVariables _current;

    /// <summary>Opens the store over a session.</summary>
    /// <param name="session">The session, whose caches the store uses.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public VariableStore(GhSession session, ApiRun? run = null)
    {
        _requests = new ScopeRequests(session, ItemKind.Variable, run);
        _access = new SecretAccess(session, run);
        _moves = new RepositoryMoves(session, run);
        _current = new CurrentVariables(session, _requests);
    }

    /// <summary>Whether many variables are set: then the list of each scope is read once (30 a request), in place of each
    /// variable.</summary>
    public bool ReadsLists { get; init; }

    /// <summary>All variables of a scope, read to the last page of 30.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/>, or the server refused, or the host has no such
    /// scope.</exception>
    public async Task<IReadOnlyList<Variable>> GetAllAsync(SecretScope scope, CancellationToken cancel) =>
        (await ListAsync(scope, cancel).ConfigureAwait(false)).Whole;

    /// <summary>The variables that a scope's list names, also when it ends early.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the host has no such scope.</exception>
    public async Task<VariableList> ListAsync(SecretScope scope, CancellationToken cancel)
    {
        CompleteList<Variable> list = await _current.ListAsync(scope, cancel).ConfigureAwait(false);
        return VariableList.From(scope, list);
    }

    /// <summary>The variables of its organization that a repository sees; they carry the organization, not the repository.</summary>
    /// <exception cref="GhSecretsException">The server refused, or has no such list.</exception>
    public async Task<VariableList> ListInheritedAsync(SecretScope repository, CancellationToken cancel) => VariableList.From(
        repository,
        await _requests.ListInheritedAsync(repository, Variable.Read, variable => variable.Name, cancel).ConfigureAwait(false));

    /// <summary>One variable.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VariableNotFound"/> and its siblings, or the server refused.</exception>
    public async Task<Variable> GetAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, ItemKind.Variable);
        ApiReply reply = await _requests.SendAsync(
            scope,
            normalized,
            path => new ApiRequest(HttpMethod.Get, $"{path}/{normalized}"),
            followsMoves: true,
            cancel).ConfigureAwait(false);
        return Variable.Read(scope, reply.Json<JObject>());
    }

    /// <summary>A plan of what setting variables would do, for one run.</summary>
    public VariablePlan Plan() => new(async (scope, cancel) =>
        (await ListAsync(scope, cancel).ConfigureAwait(false)).Variables.Select(
            variable => (variable.Name, new VariablePlan.Known(variable.Value, variable.SeenBy))));

    /// <summary>The repositories that see a <c>selected</c> variable of an organization, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused, or its pages hold fewer repositories than it says there are.</exception>
    public Task<IReadOnlyList<SecretRepository>> GetRepositoriesAsync(SecretScope scope, string name, CancellationToken cancel) =>
        Access(scope).GetAsync(scope, name, cancel);

    /// <summary>Replaces the list of these repositories; an empty one leaves the variable to nobody.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public async Task<VariableChange> SetRepositoriesAsync(
        SecretScope scope,
        string name,
        IReadOnlyList<RepositoryReference> repositories,
        CancellationToken cancel) =>
        Changed(await Access(scope).SetAsync(scope, name, repositories, cancel).ConfigureAwait(false));

    /// <summary>Adds one repository to the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public async Task<VariableChange> AddRepositoryAsync(
        SecretScope scope,
        string name,
        RepositoryReference repository,
        CancellationToken cancel) =>
        Changed(await Access(scope).AddAsync(scope, name, repository, cancel).ConfigureAwait(false), repository);

    /// <summary>Takes one repository off the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public async Task<VariableChange> RemoveRepositoryAsync(
        SecretScope scope,
        string name,
        RepositoryReference repository,
        CancellationToken cancel) =>
        Changed(await Access(scope).RemoveAsync(scope, name, repository, cancel).ConfigureAwait(false), repository);

    private SecretAccess Access(SecretScope scope)
    {
        scope.EnsureOf(ItemKind.Variable);
        return _access;
    }

    private static VariableChange Changed(SecretChange change, RepositoryReference? repository = null) => new(
        new SecretTarget(change.Scope, change.Name, repository?.ToString()),
        VariableAction.Updated,
        change.Attempts)
    {
        Visibility = change.Visibility,
        SelectedRepository = change.SelectedRepository,
    };
}
