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

    /// <summary>The same scope under the repository's present name, which the run is told; the scope itself when it has not
    /// moved.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.RepositoryMoved"/> when it has another owner now.</exception>
    internal async Task<SecretScope> FollowAsync(SecretScope scope, ApiException redirect, CancellationToken cancel)
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

        run?.Warn($"{Moved(scope.Repository!, now)}. Secrets are written there; use the new name.");
        return scope.In(now);
    }

    /// <summary>The error of a removal that a redirect has stopped.</summary>
    internal async Task<GhSecretsException> RefusalAsync(SecretScope scope, ApiException redirect, ErrorId id, CancellationToken cancel)
    {
        string now = (await ReadAsync(scope.Repository!, cancel).ConfigureAwait(false)).FullName;
        return IsSame(scope.Repository!, now)
            ? redirect
            : new ApiException(id, $"{Moved(scope.Repository!, now)}. The secret stays. Use the new name.", redirect);
    }

    /// <summary>What happened, in words: <c>acme/old is now acme/new</c>.</summary>
    internal static string Moved(string fullName, string now) => $"{fullName} is now {now}";

    internal static bool IsSame(string fullName, string now) => fullName.Equals(now, StringComparison.OrdinalIgnoreCase);

    internal static bool HaveSameOwner(string fullName, string now) => IsSame(fullName.Split('/')[0], now.Split('/')[0]);
}
