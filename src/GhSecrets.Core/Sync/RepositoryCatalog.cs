using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The repositories of owners, each owner listed once a run; archived ones are among them.</summary>
/// <remarks>Source: GitHub REST API, "List organization repositories" and "List repositories for the authenticated user".</remarks>
public sealed class RepositoryCatalog(GhSession session, ApiRun? run)
{
    private readonly SharedReads<IReadOnlyList<ListedRepository>> _lists = new();

    /// <summary>The repositories of an organization, or of the user whom the token belongs to.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotFound"/> when the token sees none of the owner's, or the list cannot
    /// be read.</exception>
    public Task<IReadOnlyList<ListedRepository>> OfAsync(string owner, CancellationToken cancel) =>
        _lists.GetAsync(owner, stop => ReadAsync(owner, stop), cancel);

    /// <summary>The repositories that a text means: itself, or where its name holds <c>*</c> or <c>?</c> all of the owner's that
    /// match.</summary>
    /// <param name="repository">The repository as <c>owner/name</c>, or as a name below the owner.</param>
    /// <param name="owner">The owner of a name that stands alone.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a pattern without an owner; as for the owner's
    /// repositories.</exception>
    public async Task<IEnumerable<string>> MatchAsync(string repository, string? owner, CancellationToken cancel)
    {
        if (!RepositoryName.HasWildcard(repository))
        {
            return [repository];
        }

        bool isAlone = repository.IndexOf('/') < 0;
        if (isAlone && string.IsNullOrEmpty(owner))
        {
            throw RepositoryName.WithoutOwner(repository);
        }

        RepositoryPattern pattern = RepositoryPattern.Read(isAlone ? $"{owner}/{repository}" : repository);
        return (await OfAsync(pattern.Owner, cancel).ConfigureAwait(false)).Where(pattern.Matches).Select(one => one.FullName);
    }

    /// <summary>A repository that an owner's list did not name; null when there is none by that name, also not one that has another name
    /// now.</summary>
    /// <exception cref="GhSecretsException">The server refused.</exception>
    internal async Task<ListedRepository?> FindAsync(string fullName, CancellationToken cancel)
    {
        try
        {
            ApiRequest request = new(HttpMethod.Get, $"repos/{fullName}") { FollowsRedirects = false };
            ApiReply reply = await session.Api.SendAsync(request, run, cancel).ConfigureAwait(false);
            return Read(reply.Json<JObject>());
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound || e.Id == ErrorId.RepositoryMoved)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ListedRepository>> ReadAsync(string owner, CancellationToken cancel)
    {
        try
        {
            return await ListAsync($"orgs/{owner}/repos", owner, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return await OfUserAsync(owner, e, cancel).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ListedRepository>> OfUserAsync(string owner, ApiException notFound, CancellationToken cancel)
    {
        IReadOnlyList<ListedRepository> own = [];
        try
        {
            own = await ListAsync("user/repos?affiliation=owner", owner, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id != ErrorId.RateLimited && e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // The token of an installation belongs to no user.
        }

        return own.Count > 0 ? own : throw new ApiException(
            ErrorId.ScopeNotFound,
            $"{session.HostName} shows no repositories of {owner}: it is no organization that the token sees, and not the user whom the "
                + "token belongs to. Check the name and the token, or name the repositories without * and ?.",
            notFound);
    }

    private async Task<IReadOnlyList<ListedRepository>> ListAsync(string path, string owner, CancellationToken cancel)
    {
        List<ListedRepository> repositories = [];
        await session.Api.SendPagedAsync(
            path,
            run,
            page => repositories.AddRange(page.Json<JArray>().OfType<JObject>()
                .Where(repository => repository.Text("full_name").StartsWith(owner + "/", StringComparison.OrdinalIgnoreCase))
                .Select(Read)),
            cancel).ConfigureAwait(false);
        return repositories;
    }

    private ListedRepository Read(JObject repository)
    {
        RepositoryId id = RepositoryId.Read(repository);
        session.RepositoryIds.Set(id.FullName, id);
        bool isPrivate = repository["private"] is JValue { Value: true };
        return new ListedRepository(
            id.FullName,
            repository["topics"] is JArray topics ? topics.OfType<JValue>().Select(topic => topic.Value).OfType<string>().ToList() : [],
            Enum.TryParse(repository.OptionalText("visibility"), ignoreCase: true, out RepositoryVisibility visibility) ? visibility
                : isPrivate ? RepositoryVisibility.Private : RepositoryVisibility.Public,
            repository["archived"] is JValue { Value: true });
    }
}
