using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Tells what a 404 is about, since GitHub answers it for a missing secret, variable, environment, repository and permission
/// alike.</summary>
/// <remarks>Costs at most one read for each repository, environment, organization or user in a session, and nothing while all goes
/// well.</remarks>
internal sealed class NotFound(GhSession session, ApiRun? run)
{
    private const string Nothing = "";

    private const string ListsEnvironments = " With the repository permission 'Actions: read' too, it would be told which it is.";

    /// <summary>Runs a request of a scope; a 404 becomes the error that names what is missing.</summary>
    /// <param name="scope">The scope that was asked.</param>
    /// <param name="name">The item that was asked for; null when the scope itself was.</param>
    /// <param name="send">The request.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<T> ExplainAsync<T>(SecretScope scope, string? name, Func<Task<T>> send, CancellationToken cancel)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            string missing = await session.Missing.GetAsync(
                Place(scope),
                stop => FindMissingAsync(scope, stop),
                cancel).ConfigureAwait(false);
            throw missing switch
            {
                nameof(ErrorId.RepositoryNotFound) => Repository(scope.Repository!, e),
                nameof(ErrorId.EnvironmentNotFound) => new ApiException(
                    ErrorId.EnvironmentNotFound,
                    $"Repository {scope.Repository} has no environment '{scope.Environment}'. Create it in the repository's settings "
                        + "first.",
                    e),
                Nothing when name is not null => new ApiException(
                    scope.Items == ItemKind.Variable ? ErrorId.VariableNotFound : ErrorId.SecretNotFound,
                    $"There is no such {Words.One(scope.Items)}. Without a name, Get lists those that are there.",
                    e),
                _ => new ApiException(
                    ErrorId.ScopeNotFound,
                    $"GitHub hides the {scope.Application} {Words.Of(scope.Items)} of {scope} (404). Most often the token lacks the "
                        + $"{scope.Rules.Permission}; or the name is wrong."
                        + (scope.Kind == ScopeKind.Environment ? ListsEnvironments : ""),
                    e),
            };
        }
    }

    /// <summary>The error of a repository whose own read was a 404.</summary>
    internal ApiException Repository(string fullName, ApiException e) =>
        new(ErrorId.RepositoryNotFound, $"Repository {fullName} does not exist on {session.HostName}, or the token may not see it.", e);

    // Whether a repository is there is the same for all of its applications.
    private static string Place(SecretScope scope) => scope.Kind == ScopeKind.Repository ? $"repos/{scope.Repository}" : scope.Path;

    private async Task<string> FindMissingAsync(SecretScope scope, CancellationToken cancel)
    {
        if (scope.Kind == ScopeKind.Environment
            && await TryAsync(() => HasEnvironmentAsync(scope, cancel)).ConfigureAwait(false) is bool has)
        {
            return has ? Nothing : nameof(ErrorId.EnvironmentNotFound);
        }

        ApiRequest read = new(HttpMethod.Get, scope.Repository is null ? $"{scope.Path}?per_page=1" : $"repos/{scope.Repository}");
        bool isThere = await TryAsync(async () => (await session.Api.SendAsync(read, run, cancel).ConfigureAwait(false)).IsSuccess)
            .ConfigureAwait(false) is true;

        // The repository of an environment whose list the token may not read says nothing of the environment.
        return isThere && scope.Kind != ScopeKind.Environment ? Nothing
            : isThere || scope.Repository is null ? nameof(ErrorId.ScopeNotFound)
            : nameof(ErrorId.RepositoryNotFound);
    }

    private async Task<bool> HasEnvironmentAsync(SecretScope scope, CancellationToken cancel)
    {
        bool isNamed = false;
        await session.Api.SendPagedAsync(
            $"repos/{scope.Repository}/environments",
            run,
            page => isNamed |= page.Json<JObject>().Items("environments")
                .Select(environment => environment.OptionalText("name"))
                .Contains(scope.Environment, StringComparer.OrdinalIgnoreCase),
            cancel).ConfigureAwait(false);
        return isNamed;
    }

    /// <summary>What a read tells; null when the token may not see it.</summary>
    private static async Task<bool?> TryAsync(Func<Task<bool>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id != ErrorId.RateLimited && e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }
}
