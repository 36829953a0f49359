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
/// <remarks>Few names are asked for one by one; many of one organization are read from its list, as long as that has fewer pages than names are missing.</remarks>
internal sealed class RepositoryLookup(GhSession session, ApiRun? run)
{
    /// <summary>Up to so many names of one owner cost no more one by one than a list would.</summary>
    private const int FewNames = 2;

    private readonly NotFound _notFound = new(session, run);

    /// <summary>The ids, in the order of the references and without doubles.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> for a name that the token does not see.</exception>
    internal async Task<IReadOnlyList<long>> IdsAsync(IReadOnlyList<RepositoryReference> repositories, CancellationToken cancel)
    {
        foreach (IGrouping<string, string> owner in repositories.Select(repository => repository.FullName).OfType<string>().Where(IsUnknown).GroupBy(Owner, StringComparer.OrdinalIgnoreCase))
        {
            if (owner.Count() > FewNames)
            {
                await session.RepositoryLists.GetAsync(owner.Key, stop => ReadListAsync(owner.Key, [.. owner], stop), cancel).ConfigureAwait(false);
            }
        }

        List<long> ids = [];
        foreach (RepositoryReference repository in repositories)
        {
            ids.Add(repository.Id ?? await IdAsync(repository.FullName!, cancel).ConfigureAwait(false));
        }

        return ids.Distinct().ToList();
    }

    /// <summary>The id of one repository.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> when the token does not see it.</exception>
    internal async Task<long> IdAsync(string fullName, CancellationToken cancel)
    {
        RepositoryId found = await session.RepositoryIds.GetAsync(fullName, stop => ReadIdAsync(fullName, stop), cancel).ConfigureAwait(false);
        return found.Id;
    }

    private async Task<RepositoryId> ReadIdAsync(string fullName, CancellationToken cancel)
    {
        try
        {
            ApiReply reply = await session.Api.SendAsync(new ApiRequest(HttpMethod.Get, $"repos/{fullName}"), run, cancel).ConfigureAwait(false);
            return new RepositoryId(reply.Json<JObject>().Number("id"));
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
                cancel,
                (page, pagesLeft) =>
                {
                    foreach (JObject repository in page.Json<JArray>().OfType<JObject>())
                    {
                        session.RepositoryIds.Set(repository.Text("full_name"), new RepositoryId(repository.Number("id")));
                        missing.RemoveWhere(name => name.Equals(repository.Text("full_name"), StringComparison.OrdinalIgnoreCase));
                    }

                    return pagesLeft < missing.Count;
                }).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // The owner is a user, or the token may not list: the names are asked for one by one.
        }

        return owner;
    }

    private bool IsUnknown(string fullName) => !session.RepositoryIds.Knows(fullName);

    private static string Owner(string fullName) => fullName.Split('/')[0];
}
