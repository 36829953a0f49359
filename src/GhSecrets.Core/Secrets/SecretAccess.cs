using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Who sees an organization's or a user's secret: its visibility and its selected repositories, kept or changed without the
/// value.</summary>
/// <remarks>GitHub's PUT of a secret replaces its access: <c>selected</c> without ids empties the list, and another visibility drops
/// it.</remarks>
public sealed class SecretAccess
{
    private readonly GhSession _session;
    private readonly ApiRun? _run;
    private readonly NotFound _notFound;
    private readonly RepositoryLookup _lookup;
    private readonly KeptVisibility _kept;
    private readonly ConcurrentDictionary<string, bool> _written = new();

    /// <summary>Opens the access lists over a session.</summary>
    /// <param name="session">The session, whose caches are used.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public SecretAccess(GhSession session, ApiRun? run = null)
    {
        _session = session;
        _run = run;
        _notFound = new NotFound(session, run);
        _lookup = new RepositoryLookup(session, run);
        _kept = new KeptVisibility(session);
    }

    /// <summary>The repositories that see a <c>selected</c> secret, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused, or its pages hold fewer repositories than it says there are.</exception>
    public async Task<IReadOnlyList<SecretRepository>> GetAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, scope.Items);
        EnsureHasAccess(scope);
        CompleteList<RepositoryId> list = await _notFound.ExplainAsync(
            scope,
            normalized,
            () => ListAsync(scope, normalized, null, cancel),
            cancel).ConfigureAwait(false);
        List<SecretRepository> repositories = list.Items
            .Select(repository => new SecretRepository(scope, normalized, repository.Id, repository.FullName))
            .ToList();
        foreach (SecretRepository repository in repositories)
        {
            _session.RepositoryIds.Set(repository.SelectedRepository, new RepositoryId(repository.Id, repository.SelectedRepository));
        }

        return repositories;
    }

    /// <summary>Replaces the list; an empty one leaves the secret to nobody.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public async Task<SecretChange> SetAsync(
        SecretScope scope,
        string name,
        IReadOnlyList<RepositoryReference> repositories,
        CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, scope.Items);
        EnsureHasAccess(scope);
        IReadOnlyList<long> ids = await _lookup.IdsAsync(repositories, cancel).ConfigureAwait(false);

        // This operation takes integers for every application; only the PUT of the secret itself differs.
        JObject body = new() { ["selected_repository_ids"] = new JArray(ids) };
        return await ChangeAsync(
            new SecretTarget(scope, normalized),
            new ApiRequest(HttpMethod.Put, RepositoriesPath(scope, normalized), body),
            repositories,
            cancel).ConfigureAwait(false);
    }

    /// <summary>Adds one repository to the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public Task<SecretChange> AddAsync(SecretScope scope, string name, RepositoryReference repository, CancellationToken cancel) =>
        ChangeOneAsync(HttpMethod.Put, scope, name, repository, cancel);

    /// <summary>Takes one repository off the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the
    /// server refused.</exception>
    public Task<SecretChange> RemoveAsync(SecretScope scope, string name, RepositoryReference repository, CancellationToken cancel) =>
        ChangeOneAsync(HttpMethod.Delete, scope, name, repository, cancel);

    /// <summary>The part of a secret's PUT that says who sees it, as far as nothing is kept of what is there; null when something is, which
    /// a try must read itself.</summary>
    internal async Task<GivenAccess?> GivenAsync(ScopeAssignment assignment, CancellationToken cancel)
    {
        if (!assignment.Scope.Rules.HasSelectedRepositories)
        {
            return GivenAccess.None;
        }

        if (assignment.SelectedRepository is null && assignment.Visibility is null or Visibility.Selected)
        {
            return null;
        }

        _written.TryAdd(assignment.Scope.KeyOf(assignment.Name), true);
        IReadOnlyList<long>? ids = assignment.SelectedRepository is { } selected
            ? await _lookup.IdsAsync(selected, cancel).ConfigureAwait(false)
            : null;
        return Give(assignment.Scope, assignment.Visibility, ids, assignment.SelectedRepository?.Select(one => one.ToString()));
    }

    /// <summary>The same part, as it is there now, else private; read in the turn of the try that sends it.</summary>
    /// <exception cref="GhSecretsException">What is there cannot be read whole, or the secret is to stay <c>selected</c> and is
    /// not.</exception>
    internal async Task<(GivenAccess Access, bool IsNew)> KeptAsync(
        SecretAssignment assignment,
        ApiAttempt attempt,
        CancellationToken cancel)
    {
        SecretScope scope = assignment.Scope;

        // Noted before any request: whatever becomes of the write, what was listed before tells no longer what it leaves behind.
        bool isFirstWrite = _written.TryAdd(scope.KeyOf(assignment.Name), true);
        Visibility? current = await _kept.ReadAsync(
            scope,
            assignment.Name,
            mayBeListed: isFirstWrite,
            attempt,
            cancel).ConfigureAwait(false);
        assignment.EnsureMayStay(current);
        IReadOnlyList<RepositoryId>? repositories = current == Visibility.Selected
            ? (await ListAsync(scope, assignment.Name, attempt, cancel).ConfigureAwait(false)).Items
            : null;
        GivenAccess access = Give(
            scope,
            current ?? Visibility.Private,
            repositories?.Select(repository => repository.Id).ToList(),
            repositories?.Select(repository => repository.FullName));
        return (access, current is null);
    }

    private GivenAccess Give(SecretScope scope, Visibility? visibility, IReadOnlyList<long>? ids, IEnumerable<string>? repositories)
    {
        JObject body = scope.Rules.HasVisibility ? new() { ["visibility"] = visibility!.Value.ToString().ToLowerInvariant() } : [];
        if (ids is not null)
        {
            bool asText = scope.Rules.WritesIdsAsText(_session.Api.Host.IsEnterpriseServer, _session.ApiVersion);
            body["selected_repository_ids"] = asText
                ? new JArray(ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))
                : new JArray(ids);
        }

        return new GivenAccess(body, scope.Rules.HasVisibility ? visibility : null, repositories);
    }

    private async Task<CompleteList<RepositoryId>> ListAsync(SecretScope scope, string name, ApiAttempt? attempt, CancellationToken cancel)
    {
        string path = RepositoriesPath(scope, name);
        CompleteList<RepositoryId> list = await CompleteList<RepositoryId>.ReadAsync(
            async take =>
            {
                if (scope.Rules.HasUnpagedRepositories)
                {
                    take(await ReadAsync(path).ConfigureAwait(false));
                }
                else
                {
                    await Paging.ReadAsync(_session.Api, path, ReadAsync, take).ConfigureAwait(false);
                }
            },
            "repositories",
            RepositoryId.Read,
            repository => repository.Id.ToString(CultureInfo.InvariantCulture),
            isReplaced: true).ConfigureAwait(false);
        return list.IsWhole ? list
            : list.Items.Count < list.Total ? throw new GhSecretsException(
                ErrorId.Forbidden,
                $"{name} is shown to {list.Total} repositories, but the token sees only {list.Items.Count} of them. Use a token that "
                    + "sees all, or the others would be dropped. If the list is being changed, try again.")
            : throw new GhSecretsException(
                ErrorId.IncompleteList,
                $"The list of the repositories that see {name} changed each time it was read. Try again when nobody changes it.");

        // Within a try by its reads, else by requests of their own.
        Task<ApiReply> ReadAsync(string page) =>
            attempt?.GetAsync(page) ?? _session.Api.SendAsync(new ApiRequest(HttpMethod.Get, page), _run, cancel);
    }

    private async Task<SecretChange> ChangeOneAsync(
        HttpMethod method,
        SecretScope scope,
        string name,
        RepositoryReference repository,
        CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, scope.Items);
        EnsureHasAccess(scope);
        long id = (await _lookup.IdsAsync([repository], cancel).ConfigureAwait(false))[0];
        return await ChangeAsync(
            new SecretTarget(scope, normalized, repository.ToString()),
            new ApiRequest(method, $"{RepositoriesPath(scope, normalized)}/{id}"),
            [repository],
            cancel).ConfigureAwait(false);
    }

    // GitHub has such lists only for secrets whose visibility is selected.
    private async Task<SecretChange> ChangeAsync(
        SecretTarget target,
        ApiRequest request,
        IEnumerable<RepositoryReference> repositories,
        CancellationToken cancel)
    {
        ApiReply reply = await _notFound.ExplainAsync(
            target.Scope,
            target.Name,
            () => _session.Api.SendAsync(request, _run, cancel),
            cancel).ConfigureAwait(false);
        GivenAccess access = new(
            [],
            target.Scope.Rules.HasVisibility ? Visibility.Selected : null,
            repositories.Select(repository => repository.ToString()));
        return new SecretChange(target, SecretAction.Updated, reply.Attempts, access);
    }

    private void EnsureHasAccess(SecretScope scope)
    {
        _session.EnsureSupports(scope);
        if (!scope.Rules.HasSelectedRepositories)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"The {Words.Of(scope.Items)} of {scope} have no selected repositories; only those of an organization or a user do.");
        }
    }

    private static string RepositoriesPath(SecretScope scope, string name) => $"{scope.Path}/{name}/repositories";
}
