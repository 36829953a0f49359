using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The path of a scope on the server at hand: GitHub Enterprise Server 3.8 and older knows environments by the repository's id
/// only.</summary>
/// <remarks>Source: GitHub's OpenAPI description of GHES 3.8,
/// <c>/repositories/{repository_id}/environments/{environment_name}/secrets</c>.</remarks>
internal sealed class ScopeAddress(GhSession session, ApiRun? run)
{
    private static readonly Version s_firstWithNames = new(3, 9);

    private readonly RepositoryLookup _lookup = new(session, run);

    /// <summary>Sends to a scope's path; when a 404 shows that the server is an old one, once more to its old path.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="send">Sends to a path.</param>
    /// <param name="followsMoves">Whether a repository may be meant by a former name; else the name is held against the repository that has
    /// it now, each time.</param>
    /// <param name="cancel">Ends the sending.</param>
    internal async Task<T> SendAsync<T>(SecretScope scope, Func<string, Task<T>> send, bool followsMoves, CancellationToken cancel)
    {
        bool old = IsOld(scope);
        try
        {
            T answer = await send(
                old ? await OldPathAsync(scope, followsMoves, cancel).ConfigureAwait(false) : scope.Path).ConfigureAwait(false);
            if (old || !IsOld(scope))
            {
                return answer;
            }

            // What an old server says of a path that it does not know is no answer: a repeated delete takes its 404 for success.
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound && !old && IsOld(scope))
        {
        }

        return await send(await OldPathAsync(scope, followsMoves, cancel).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Whether a reply has told that the server is a GitHub Enterprise Server before 3.9.</summary>
    internal bool IsOldServer => session.Api.ServerVersion is Version version && version < s_firstWithNames;

    private bool IsOld(SecretScope scope) => scope.Kind == ScopeKind.Environment && IsOldServer;

    private async Task<string> OldPathAsync(SecretScope scope, bool followsMoves, CancellationToken cancel)
    {
        // By an id nobody learns that the name leads elsewhere by now.
        RepositoryId repository = followsMoves
            ? await _lookup.FindAsync(scope.Repository!, cancel).ConfigureAwait(false)
            : await _lookup.ReadAsync(scope.Repository!, followsRedirects: false, cancel).ConfigureAwait(false);
        return FormattableString.Invariant($"repositories/{repository.Id}/{scope.Path.Substring($"repos/{scope.Repository}/".Length)}");
    }
}
