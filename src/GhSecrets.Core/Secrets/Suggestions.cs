using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The names that the session's token sees, for completion: read at most once a minute, never waited for by a rate limit, never
/// repeated; what cannot be read is empty.</summary>
/// <remarks>Source: GitHub REST API, "Organizations", "Repositories", "Environments" and the lists of secrets and
/// variables.</remarks>
public sealed class Suggestions(GhSession session)
{
    /// <summary>The organizations of whoever the token belongs to.</summary>
    public Task<IReadOnlyList<string>> OrganizationsAsync(CancellationToken cancel) => ReadAsync(
        "user/orgs",
        page => page.Json<JArray>().OfType<JObject>().Select(organization => organization.Text("login")),
        cancel);

    /// <summary>Whoever the token belongs to, and the organizations of that user.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(CancellationToken cancel)
    {
        IReadOnlyList<string>[] owners = await Task.WhenAll(
            session.Names.GetAsync(
                "user",
                async (run, stop) =>
                {
                    ApiReply reply = await session.Api.SendAsync(new ApiRequest(HttpMethod.Get, "user"), run, stop).ConfigureAwait(false);
                    return [reply.Json<JObject>().Text("login")];
                },
                cancel),
            OrganizationsAsync(cancel)).ConfigureAwait(false);
        return owners.SelectMany(names => names).ToList();
    }

    /// <summary>Repositories as <c>owner/name</c>: those of an organization or a user, or with null those that the token has a part
    /// in.</summary>
    public async Task<IReadOnlyList<string>> RepositoriesAsync(string? owner, CancellationToken cancel)
    {
        if (owner is not null && !RepositoryName.IsName(owner))
        {
            return [];
        }

        IReadOnlyList<string> names = owner is null ? [] : await RepositoriesOfAsync($"orgs/{owner}/repos", cancel).ConfigureAwait(false);
        if (names.Count > 0)
        {
            return names;
        }

        // A user has no such list: what the token has a part in holds the private ones too, unlike the user's public list.
        names = await RepositoriesOfAsync("user/repos", cancel).ConfigureAwait(false);
        return owner is null ? names : names.Where(name => name.StartsWith(owner + "/", StringComparison.OrdinalIgnoreCase)).ToList();
    }

    /// <summary>The environments of a repository, given as <c>owner/name</c>.</summary>
    public Task<IReadOnlyList<string>> EnvironmentsAsync(string repository, CancellationToken cancel) => ReadAsync(
        $"repos/{repository}/environments",
        page => page.Json<JObject>().Items("environments").Select(environment => environment.Text("name")),
        cancel);

    /// <summary>The secrets or variables of a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="inherited">Whether those of its organization are meant that the repository sees.</param>
    /// <param name="cancel">Ends the reading.</param>
    public Task<IReadOnlyList<string>> NamesAsync(SecretScope scope, bool inherited, CancellationToken cancel) => session.Names.GetAsync(
        inherited ? $"{scope.Path} inherited" : scope.Path,
        async (run, stop) =>
        {
            ScopeRequests requests = new(session, scope.Items, run);
            CompleteList<string> names = await (inherited
                ? requests.ListInheritedAsync(scope, (_, json) => json.Text("name"), name => name, stop)
                : requests.ListAsync(scope, json => json.Text("name"), name => name, stop)).ConfigureAwait(false);
            return names.Items;
        },
        cancel);

    private Task<IReadOnlyList<string>> RepositoriesOfAsync(string path, CancellationToken cancel) => ReadAsync(
        path,
        page => page.Json<JArray>().OfType<JObject>().Select(repository => repository.Text("full_name")),
        cancel);

    private Task<IReadOnlyList<string>> ReadAsync(string path, Func<ApiReply, IEnumerable<string>> names, CancellationToken cancel) =>
        session.Names.GetAsync(
        path,
        async (run, stop) =>
        {
            List<string> found = [];
            await session.Api.SendPagedAsync(path, run, page => found.AddRange(names(page)), stop).ConfigureAwait(false);
            return found;
        },
        cancel);
}
