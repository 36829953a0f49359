using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Reads the lists of scopes, and finds those that a redirect has led elsewhere: by a list each, and two reads for a repository
/// that has moved.</summary>
internal sealed class ScopeLists(GhSession session, ApiRun? run, SyncStores stores)
{
    private readonly RepositoryMoves _moves = new(session, run);
    private readonly SharedReads<RepositoryId> _repositories = new();

    /// <summary>Reads the list of each scope.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <param name="listed">Told of each that was read.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal Task<ListedScope[]> ReadAsync(IEnumerable<SecretScope> scopes, Action listed, CancellationToken cancel) =>
        Task.WhenAll(scopes.Select(scope => ReadAsync(scope, listed, cancel)));

    private async Task<ListedScope> ReadAsync(SecretScope scope, Action listed, CancellationToken cancel)
    {
        try
        {
            var (items, gap, wasRedirected) = await stores.ListAsync(scope, cancel).ConfigureAwait(false);
            SecretScope? movedTo = await MovedToAsync(scope, wasRedirected, cancel).ConfigureAwait(false);
            return new ListedScope(scope) { Items = items, Error = gap, MovedTo = movedTo };
        }
        catch (GhSecretsException e) when (!e.EndsRun)
        {
            return new ListedScope(scope) { Error = e };
        }
        finally
        {
            listed();
        }
    }

    private async Task<SecretScope?> MovedToAsync(SecretScope scope, bool wasRedirected, CancellationToken cancel)
    {
        if (scope.Repository is string repository)
        {
            // An old server is asked by the id that the name has led to, without a redirect.
            RepositoryId? now = wasRedirected
                ? await _repositories.GetAsync(repository, stop => _moves.ReadAsync(repository, stop), cancel).ConfigureAwait(false)
                : session.RepositoryIds.TryFind(repository, out RepositoryId? known) ? known
                : null;
            return now is null || RepositoryMoves.IsSame(repository, now.FullName) ? null : scope.In(now.FullName);
        }

        if (!wasRedirected || scope.Organization is null)
        {
            return null;
        }

        ApiReply reply = await session.Api.SendAsync(
            new ApiRequest(HttpMethod.Get, $"orgs/{scope.Organization}"),
            run,
            cancel).ConfigureAwait(false);
        string login = reply.Json<JObject>().Text("login");
        return RepositoryMoves.IsSame(scope.Organization, login)
            ? null
            : SecretScope.ForOrganization(login, scope.Application, scope.Items);
    }
}
