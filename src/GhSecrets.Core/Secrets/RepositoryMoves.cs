using System;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Where a repository is now that answers by a redirect: GitHub leads the old name of a renamed or transferred one to its
/// id.</summary>
/// <remarks>Source: GitHub, "Best practices for using the REST API", redirects; "Renaming a repository". Asked each time: an old name may
/// be given to another repository.</remarks>
internal sealed class RepositoryMoves(GhSession session, ApiRun? run)
{
    private readonly RepositoryLookup _lookup = new(session, run);

    /// <summary>The repository that the name leads to.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryNotFound"/> when there is none.</exception>
    internal Task<RepositoryId> ReadAsync(string fullName, CancellationToken cancel) =>
        _lookup.ReadAsync(fullName, followsRedirects: true, cancel);

    /// <summary>Writes to a scope; where its repository has another name now, once more there, and one that has not moved after all is
    /// followed.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="write">Writes to a scope, and follows redirects or does not.</param>
    /// <param name="cancel">Ends the look for the new name.</param>
    internal async Task<T> WriteAsync<T>(SecretScope scope, Func<SecretScope, bool, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            return await write(scope, false).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.RepositoryMoved && scope.Repository is not null)
        {
            SecretScope now = await FollowAsync(scope, e, cancel).ConfigureAwait(false);
            return await write(now, now.Equals(scope)).ConfigureAwait(false);
        }
    }

    /// <summary>The same scope under the repository's present name, which the run is told; the scope itself when it has not
    /// moved.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryMoved"/> when it has another owner now.</exception>
    private async Task<SecretScope> FollowAsync(SecretScope scope, ApiException redirect, CancellationToken cancel)
    {
        string now = (await ReadAsync(scope.Repository!, cancel).ConfigureAwait(false)).FullName;
        if (IsSame(scope.Repository!, now))
        {
            return scope;
        }

        if (!HaveSameOwner(scope.Repository!, now))
        {
            throw new ApiException(
                ErrorId.RepositoryMoved,
                $"{Moved(scope.Repository!, now)}, which belongs to another owner. Nothing was written. If that is right, use the new "
                    + "name.",
                redirect);
        }

        run?.Warn(
            $"{Moved(scope.Repository!, now)}. {(scope.Items == ItemKind.Variable ? "Variables" : "Secrets")} are written there; use the "
                + "new name.");
        return scope.In(now);
    }

    /// <summary>The error of a removal that a redirect has stopped.</summary>
    internal async Task<GhSecretsException> RefusalAsync(SecretScope scope, ApiException redirect, ErrorId id, CancellationToken cancel)
    {
        string now = (await ReadAsync(scope.Repository!, cancel).ConfigureAwait(false)).FullName;
        return IsSame(scope.Repository!, now)
            ? redirect
            : new ApiException(id, $"{Moved(scope.Repository!, now)}. The {Words.One(scope.Items)} stays. Use the new name.", redirect);
    }

    /// <summary>What happened, in words: <c>acme/old is now acme/new</c>.</summary>
    internal static string Moved(string fullName, string now) => $"{fullName} is now {now}";

    internal static bool IsSame(string fullName, string now) => fullName.Equals(now, StringComparison.OrdinalIgnoreCase);

    internal static bool HaveSameOwner(string fullName, string now) => IsSame(fullName.Split('/')[0], now.Split('/')[0]);
}
