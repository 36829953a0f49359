using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Who sees an organization's or a user's secret: its visibility and its selected repositories, kept or changed without the value.</summary>
/// <remarks>GitHub's PUT of a secret replaces its access: <c>selected</c> without ids empties the list, and another visibility drops it.</remarks>
public sealed class SecretAccess
{
    private readonly GhSession _session;
    private readonly ApiRun? _run;
    private readonly NotFound _notFound;
    private readonly RepositoryLookup _lookup;
    private readonly KeptVisibility _kept;
    private readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens the access lists over a session.</summary>
    /// <param name="session">The session, whose caches are used.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public SecretAccess(GhSession session, ApiRun? run = null)
    {
        _session = session;
        _run = run;
        _notFound = new NotFound(session, run);
        _lookup = new RepositoryLookup(session, run);
        _kept = new KeptVisibility(session, run);
    }

    /// <summary>The repositories that see a <c>selected</c> secret, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused, or its pages hold fewer repositories than it says there are.</exception>
    public async Task<IReadOnlyList<SecretRepository>> GetAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        EnsureHasAccess(scope);
        string path = RepositoriesPath(scope, normalized);
        IReadOnlyList<ApiReply> pages = await _notFound.ExplainAsync(
            scope,
            normalized,
            async () => scope.Rules.HasUnpagedRepositories
                ? [await _session.Api.SendAsync(new ApiRequest(HttpMethod.Get, path), _run, cancel).ConfigureAwait(false)]
                : await _session.Api.SendPagedAsync(path, _run, cancel).ConfigureAwait(false),
            cancel).ConfigureAwait(false);
        List<SecretRepository> repositories = pages
            .SelectMany(page => page.Json<JObject>().Items("repositories"))
            .Select(json => new SecretRepository(scope, normalized, json.Number("id"), json.Text("full_name")))
            .ToList();
        repositories.ForEach(repository => _session.RepositoryIds.Set(repository.SelectedRepository, new RepositoryId(repository.Id)));

        long total = pages[0].Json<JObject>().Number("total_count");
        return repositories.Count >= total
            ? repositories
            : throw new GhSecretsException(
                ErrorId.Forbidden,
                $"{normalized} is shown to {total} repositories, but the token sees only {repositories.Count} of them. Use a token that sees all, or the others would be dropped.");
    }

    /// <summary>Replaces the list; an empty one leaves the secret to nobody.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the server refused.</exception>
    public async Task<SecretChange> SetAsync(SecretScope scope, string name, IReadOnlyList<RepositoryReference> repositories, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        EnsureHasAccess(scope);
        IReadOnlyList<long> ids = await _lookup.IdsAsync(repositories, cancel).ConfigureAwait(false);

        // This operation takes integers for every application; only the PUT of the secret itself differs.
        return await ChangeAsync(scope, normalized, new ApiRequest(HttpMethod.Put, RepositoriesPath(scope, normalized), new JObject { ["selected_repository_ids"] = new JArray(ids) }), cancel).ConfigureAwait(false);
    }

    /// <summary>Adds one repository to the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the server refused.</exception>
    public Task<SecretChange> AddAsync(SecretScope scope, string name, RepositoryReference repository, CancellationToken cancel) =>
        ChangeOneAsync(HttpMethod.Put, scope, name, repository, cancel);

    /// <summary>Takes one repository off the list.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VisibilityConflict"/> when the visibility is not <c>selected</c>, or the server refused.</exception>
    public Task<SecretChange> RemoveAsync(SecretScope scope, string name, RepositoryReference repository, CancellationToken cancel) =>
        ChangeOneAsync(HttpMethod.Delete, scope, name, repository, cancel);

    /// <summary>The part of a secret's PUT that says who sees it: what was asked for, else what is there, else private.</summary>
    internal async Task<JObject> BodyAsync(SecretAssignment assignment, CancellationToken cancel)
    {
        SecretScope scope = assignment.Scope;
        if (!scope.Rules.HasSelectedRepositories)
        {
            return [];
        }

        // Noted before any request: whatever becomes of the write, what was listed before tells no longer what it leaves behind.
        bool isFirstWrite = _written.TryAdd($"{scope.Path}/{assignment.Name}", true);
        Visibility? visibility = assignment.Visibility;
        IReadOnlyList<long>? ids = null;
        if (assignment.SelectedRepository is not null)
        {
            ids = await _lookup.IdsAsync(assignment.SelectedRepository, cancel).ConfigureAwait(false);
        }
        else if (visibility is null or Visibility.Selected)
        {
            Visibility? current = await _kept.ReadAsync(scope, assignment.Name, mayBeListed: isFirstWrite, cancel).ConfigureAwait(false);
            if (visibility == Visibility.Selected && current != Visibility.Selected)
            {
                throw new GhSecretsException(
                    ErrorId.InvalidArgument,
                    $"{assignment.Name} {(current is null ? "does not exist yet" : $"has the visibility {current}")}: say which repositories shall see it with -SelectedRepository (@() for none).");
            }

            visibility = current ?? Visibility.Private;
            ids = visibility == Visibility.Selected
                ? (await GetAsync(scope, assignment.Name, cancel).ConfigureAwait(false)).Select(repository => repository.Id).ToList()
                : null;
        }

        JObject body = scope.Rules.HasVisibility ? new() { ["visibility"] = visibility!.Value.ToString().ToLowerInvariant() } : [];
        if (ids is not null)
        {
            bool asText = scope.Rules.WritesIdsAsText(_session.Api.Host.IsEnterpriseServer, _session.ApiVersion);
            body["selected_repository_ids"] = asText ? new JArray(ids.Select(id => id.ToString(CultureInfo.InvariantCulture))) : new JArray(ids);
        }

        return body;
    }

    private async Task<SecretChange> ChangeOneAsync(HttpMethod method, SecretScope scope, string name, RepositoryReference repository, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        EnsureHasAccess(scope);
        long id = (await _lookup.IdsAsync([repository], cancel).ConfigureAwait(false))[0];
        return await ChangeAsync(scope, normalized, new ApiRequest(method, $"{RepositoriesPath(scope, normalized)}/{id}"), cancel, repository).ConfigureAwait(false);
    }

    private async Task<SecretChange> ChangeAsync(SecretScope scope, string name, ApiRequest request, CancellationToken cancel, RepositoryReference? repository = null)
    {
        ApiReply reply = await _notFound.ExplainAsync(scope, name, () => _session.Api.SendAsync(request, _run, cancel), cancel).ConfigureAwait(false);
        return new SecretChange(scope, name, SecretAction.Updated, reply.Attempts, repository?.ToString());
    }

    private void EnsureHasAccess(SecretScope scope)
    {
        _session.EnsureSupports(scope);
        if (!scope.Rules.HasSelectedRepositories)
        {
            throw new GhSecretsException(ErrorId.ScopeNotSupported, $"Secrets of {scope} have no selected repositories; only those of an organization or a user do.");
        }
    }

    private static string RepositoriesPath(SecretScope scope, string name) => $"{scope.Path}/{name}/repositories";
}
