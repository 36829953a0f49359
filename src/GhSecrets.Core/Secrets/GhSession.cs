using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>A signed-in connection to one host, with what was learned over it: public keys, ids of repositories, what exists.</summary>
public sealed class GhSession : IWriterSession, IDisposable
{
    private readonly ISealer _sealer;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _writeLanes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a session; nothing is sent yet.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.NotSignedIn"/> without a token.</exception>
    public GhSession(ApiSessionOptions options, ISealer? sealer = null)
    {
        Api = new ApiSession(options);
        Names = new RecentNames(options.Clock);
        _sealer = sealer ?? Sealers.Best;
    }

    /// <summary>The host as its users write it, such as <c>github.com</c>.</summary>
    public string HostName => Api.Host.Name;

    /// <summary>The address below which every request goes.</summary>
    public Uri BaseUri => Api.Host.BaseUri;

    /// <summary>The parameter or the environment variable that the token came from.</summary>
    public string TokenSource => Api.Token.Source;

    /// <summary>The value of <c>X-GitHub-Api-Version</c>.</summary>
    public string ApiVersion => Api.Options.ApiVersion;

    /// <summary>What seals the values: <c>libsodium</c> with its version, or <c>managed</c>.</summary>
    public string Sealer => _sealer.Name;

    /// <summary>How many requests may run at once.</summary>
    public int ThrottleLimit => Api.Options.ThrottleLimit;

    /// <summary>How many writes may go out in a minute; 0 for no pacing, null for what the server's rate limits allow.</summary>
    public int? WritesPerMinute => Api.Options.WritesPerMinute;

    /// <summary>How long a request may wait for rate limits in all, in seconds; null for as long as it takes.</summary>
    public double? MaximumWaitSec => Api.Options.MaximumWait?.TotalSeconds;

    /// <summary>Whether a runner of pipelines is told of each value, so that it hides the value in the job's log.</summary>
    public bool RegisterMask => Api.Options.RegisterMask;

    /// <summary>How long one try may take, in seconds.</summary>
    public double TimeoutSec => Api.Options.Timeout.TotalSeconds;

    /// <summary>How often a request that failed in passing is repeated.</summary>
    public int MaximumRetryCount => Api.Options.MaximumRetryCount;

    /// <summary>Whether the session signs in with this token.</summary>
    public bool Uses(AccessToken? token) => Api.Token.Equals(token);

    internal ApiSession Api { get; }

    internal ISealer ValueSealer => _sealer;

    internal SharedReads<PublicKey> PublicKeys { get; } = new();

    internal SharedReads<RepositoryId> RepositoryIds { get; } = new();

    /// <summary>The id of the repository that has a name now, as far as a list or a read has told it; nothing is asked for it.</summary>
    internal long? KnownRepositoryId(string? fullName) =>
        fullName is not null && RepositoryIds.TryFind(fullName, out RepositoryId? known) && RepositoryMoves.IsSame(fullName, known.FullName)
            ? known.Id
            : null;

    internal SharedReads<string> RepositoryLists { get; } = new();

    internal SharedReads<string> Missing { get; } = new();

    internal RecentNames Names { get; }

    /// <summary>What whoever writes to a scope enters first; null where any number of writes may go at a time. The secrets and the
    /// variables of an environment have one in common.</summary>
    public SemaphoreSlim? WriteLane(SecretScope scope) =>
        scope.Rules.ParallelWrites is int limit ? _writeLanes.GetOrAdd(scope.Place, _ => new SemaphoreSlim(limit)) : null;

    /// <summary>Asks the host whether it accepts the token, by a request that no rate limit counts; true, or an exception that says why
    /// not.</summary>
    /// <exception cref="GhSecretsException">The token was refused, or the host cannot be reached.</exception>
    public async Task<bool> TestAsync(CancellationToken cancel)
    {
        try
        {
            await Api.SendAsync(new ApiRequest(HttpMethod.Get, "rate_limit"), null, cancel).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound && Api.Host.IsEnterpriseServer)
        {
            // An Enterprise Server whose rate limits are off says so only to a token that it accepts.
            return true;
        }
    }

    /// <summary>Refuses a scope that cannot work over this session, before any request.</summary>
    internal void EnsureSupports(SecretScope scope) =>
        scope.Rules.EnsureSupported(Api.Host.IsEnterpriseServer, Api.Token.IsInstallationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => Api.Dispose();

    /// <summary>The host and where the token came from, as <c>github.com (GH_TOKEN)</c>.</summary>
    public override string ToString() => Api.ToString();
}
