using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Requests to scopes of one kind of item: refused where they cannot work, sent to the path on the server at hand, and with a 404
/// explained.</summary>
/// <param name="session">The session.</param>
/// <param name="items">Whether secrets or variables are meant.</param>
/// <param name="run">What the requests are part of; null for none.</param>
internal sealed class ScopeRequests(GhSession session, ItemKind items, ApiRun? run)
{
    // The repository and the item.
    private const int ReadsOfRemoval = 2;

    private readonly NotFound _notFound = new(session, run);
    private readonly ScopeAddress _address = new(session, run);
    private readonly RepositoryMoves _moves = new(session, run);

    /// <summary>Sends a request; a 404 becomes the error that names what is missing.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The item that is asked for; null when the scope itself is.</param>
    /// <param name="request">Makes the request for the scope's path on this server.</param>
    /// <param name="followsMoves">Whether the repository may be meant by a former name.</param>
    /// <param name="cancel">Ends the sending.</param>
    internal Task<ApiReply> SendAsync(
        SecretScope scope,
        string? name,
        Func<string, ApiRequest> request,
        bool followsMoves,
        CancellationToken cancel)
    {
        EnsureSupports(scope);
        return _notFound.ExplainAsync(scope, name, () => SendPlainAsync(scope, request, followsMoves, cancel), cancel);
    }

    /// <summary>Reads one item, by its name in upper case; null after a 404, whatever is missing.</summary>
    internal async Task<JObject?> FindAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        EnsureSupports(scope);
        try
        {
            return (await SendPlainAsync(scope, Get, followsMoves: true, cancel).ConfigureAwait(false)).Json<JObject>();
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }

        ApiRequest Get(string path) => new(HttpMethod.Get, $"{path}/{name}");
    }

    /// <summary>Reads the list of a scope to its last page.</summary>
    internal Task<CompleteList<T>> ListAsync<T>(
        SecretScope scope,
        Func<JObject, T> item,
        Func<T, string> name,
        CancellationToken cancel) =>
        ReadListAsync(scope, path => path, item, name, cancel);

    /// <summary>Reads the list of what a repository sees of its organization.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="item">Reads one item, of the organization's scope.</param>
    /// <param name="name">The name of an item.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> when the application or the server has no such
    /// list.</exception>
    internal async Task<CompleteList<T>> ListInheritedAsync<T>(
        SecretScope repository,
        Func<SecretScope, JObject, T> item,
        Func<T, string> name,
        CancellationToken cancel)
    {
        string kind = Words.Of(items);
        if (!repository.Rules.HasInherited)
        {
            IEnumerable<ScopeRules> able = ScopeRules.All.Where(row => row.HasInherited && row.Items == items);
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub cannot list the organization's {repository.Application} {kind} that a repository sees. It can for: "
                    + string.Join(", ", able.Select(row => row.Application)) + ".");
        }

        SecretScope organization = SecretScope.ForOrganization(
            repository.Repository!.Split('/')[0],
            repository.Application,
            items);
        try
        {
            return await ReadListAsync(
                repository,
                path => $"{path.Substring(0, path.LastIndexOf('/'))}/organization-{kind}",
                json => item(organization, json),
                name,
                cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.ScopeNotFound && _address.IsOldServer)
        {
            throw new ApiException(
                ErrorId.ScopeNotSupported,
                $"GitHub Enterprise Server lists the organization's {kind} that a repository sees since version 3.9; this one is older.",
                e);
        }
    }

    /// <summary>Removes one item unless something speaks against it, which is asked directly before each try: with the repository and the
    /// item as they are then.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The item's name, in upper case.</param>
    /// <param name="objection">Why it must stay, in words; null where it may go. Without a repository for an organization or a
    /// user.</param>
    /// <param name="cancel">Ends the removal.</param>
    /// <returns>How often it was sent.</returns>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Drifted"/> with the objection; or there is no such item, or its repository
    /// has moved.</exception>
    internal async Task<int> RemoveAsync(
        SecretScope scope,
        string name,
        Func<RepositoryId?, JObject, string?>? objection,
        CancellationToken cancel)
    {
        try
        {
            return (await SendAsync(scope, name, Request, followsMoves: false, cancel).ConfigureAwait(false)).Attempts;
        }
        catch (ApiException e) when (e.Id == ErrorId.RepositoryMoved && scope.Repository is not null)
        {
            throw await _moves.RefusalAsync(
                scope,
                e,
                objection is null ? ErrorId.RepositoryMoved : ErrorId.Drifted,
                cancel).ConfigureAwait(false);
        }

        ApiRequest Request(string path) => new(HttpMethod.Delete, $"{path}/{name}")
        {
            Look = objection is null ? null : attempt => LookBeforeRemovalAsync(scope, $"{path}/{name}", objection, attempt),
            ReadsBefore = objection is null ? 0 : ReadsOfRemoval,
        };
    }

    /// <summary>Reads the repository and the item once more; gives the reply that says that the item is gone, or null to go on.</summary>
    private static async Task<ApiReply?> LookBeforeRemovalAsync(
        SecretScope scope,
        string path,
        Func<RepositoryId?, JObject, string?> objection,
        ApiAttempt attempt)
    {
        RepositoryId? repository = null;
        if (scope.Repository is not null)
        {
            repository = RepositoryId.Read((await attempt.GetAsync($"repos/{scope.Repository}").ConfigureAwait(false)).Json<JObject>());
        }

        ApiReply reply = await attempt.GetAsync(path, mayBeMissing: attempt.MayBeDone).ConfigureAwait(false);
        if (!reply.IsSuccess)
        {
            // An earlier try has removed it, although its answer was lost.
            return reply;
        }

        return objection(repository, reply.Json<JObject>()) is string why
            ? throw new GhSecretsException(ErrorId.Drifted, why)
            : null;
    }

    private void EnsureSupports(SecretScope scope)
    {
        scope.EnsureOf(items);
        session.EnsureSupports(scope);
    }

    private Task<ApiReply> SendPlainAsync(
        SecretScope scope,
        Func<string, ApiRequest> request,
        bool followsMoves,
        CancellationToken cancel) =>
        _address.SendAsync(scope, path => session.Api.SendAsync(request(path), run, cancel), followsMoves, cancel);

    private Task<CompleteList<T>> ReadListAsync<T>(
        SecretScope scope,
        Func<string, string> list,
        Func<JObject, T> item,
        Func<T, string> name,
        CancellationToken cancel)
    {
        EnsureSupports(scope);
        return _notFound.ExplainAsync(
            scope,
            null,
            () => _address.SendAsync(
                scope,
                path => CompleteList<T>.ReadAsync(
                    take => session.Api.SendPagedAsync(list(path), run, take, cancel, scope.Rules.PageSize),
                    Words.Of(items),
                    item,
                    name),
                followsMoves: true,
                cancel),
            cancel);
    }
}
