using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Turns names of repositories into ids with the fewest requests, each name once a session.</summary>
/// <remarks>Few names are asked for one by one; many of one organization are read from its list, as long as that has fewer pages than names
/// are missing.</remarks>
internal sealed class RepositoryLookup(GhSession session, ApiRun? run)
{
    /// <summary>Up to so many names of one owner cost no more one by one than a list would.</summary>
    private const int FewNames = 2;

    private readonly NotFound _notFound = new(session, run);

    /// <summary>The ids, in the order of the references and without doubles.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> for a name that the token does not see.</exception>
    internal async Task<IReadOnlyList<long>> IdsAsync(IReadOnlyList<RepositoryReference> repositories, CancellationToken cancel)
    {
        IEnumerable<string> unknown = repositories.Select(repository => repository.FullName).OfType<string>().Where(IsUnknown);
        foreach (IGrouping<string, string> owner in unknown.GroupBy(Owner, StringComparer.OrdinalIgnoreCase))
        {
            if (owner.Count() > FewNames)
            {
                await session.RepositoryLists.GetAsync(
                    owner.Key,
                    stop => ReadListAsync(owner.Key, [.. owner], stop),
                    cancel).ConfigureAwait(false);
            }
        }

        List<long> ids = [];
        foreach (RepositoryReference repository in repositories)
        {
            ids.Add(repository.Id ?? (await FindAsync(repository.FullName!, cancel).ConfigureAwait(false)).Id);
        }

        return ids.Distinct().ToList();
    }

    /// <summary>One repository by its name, or by a former one.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> when the token does not see it.</exception>
    internal Task<RepositoryId> FindAsync(string fullName, CancellationToken cancel) =>
        session.RepositoryIds.GetAsync(fullName, stop => ReadAsync(fullName, followsRedirects: true, stop), cancel);

    /// <summary>One repository, as it is now.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> when the token does not see it,
    /// <see cref="ErrorId.RepositoryMoved"/> for a former name that is not followed.</exception>
    internal async Task<RepositoryId> ReadAsync(string fullName, bool followsRedirects, CancellationToken cancel)
    {
        try
        {
            ApiRequest request = new(HttpMethod.Get, $"repos/{fullName}") { FollowsRedirects = followsRedirects };
            ApiReply reply = await session.Api.SendAsync(request, run, cancel).ConfigureAwait(false);
            return RepositoryId.Read(reply.Json<JObject>());
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            throw _notFound.Repository(fullName, e);
        }
    }

    private async Task<string> ReadListAsync(string owner, HashSet<string> missing, CancellationToken cancel)
    {
        try
        {
            await session.Api.SendPagedAsync(
                $"orgs/{owner}/repos",
                run,
                (page, pagesLeft) =>
                {
                    foreach (RepositoryId repository in page.Json<JArray>().OfType<JObject>().Select(RepositoryId.Read))
                    {
                        session.RepositoryIds.Set(repository.FullName, repository);
                        missing.RemoveWhere(name => name.Equals(repository.FullName, StringComparison.OrdinalIgnoreCase));
                    }

                    return pagesLeft < missing.Count;
                },
                cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // The owner is a user, or the token may not list: the names are asked for one by one.
        }

        return owner;
    }

    private bool IsUnknown(string fullName) => !session.RepositoryIds.TryFind(fullName, out _);

    private static string Owner(string fullName) => fullName.Split('/')[0];
}
