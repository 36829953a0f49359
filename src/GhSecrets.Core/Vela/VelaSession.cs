using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A signed-in connection to one Vela server, whose access token is renewed as long as the token behind it is good.</summary>
// A semaphore whose wait handle nobody asks for holds nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
public sealed class VelaSession : IWriterSession, IDisposable
{
    /// <summary>An access token that ends sooner is renewed first: a request may be under way, or wait, that long.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private readonly ApiSession _api;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile AccessToken? _access;
    private volatile ApiException? _refusal;

    /// <summary>Opens a session; nothing is sent yet.</summary>
    /// <param name="options">The server, the token, and how to speak to it.</param>
    /// <param name="kind">What the token is.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.NotSignedIn"/> without a token.</exception>
    public VelaSession(ApiSessionOptions options, VelaTokenKind kind)
    {
        if (options.Token is null)
        {
            throw VelaEnvironment.NotSignedIn(options.Host);
        }

        _api = new ApiSession(options, VelaDialect.Instance);
        TokenKind = kind;
        Names = new RecentNames(options.Clock);
        _access = kind == VelaTokenKind.Access ? options.Token : null;
    }

    /// <summary>The server's address.</summary>
    public Uri Address => _api.Host.BaseUri;

    /// <summary>The parameter or the environment variable that the token came from.</summary>
    public string TokenSource => _api.Token.Source;

    /// <summary>What the token is.</summary>
    public VelaTokenKind TokenKind { get; }

    /// <summary>When the access token in use ends, UTC; null before there is one, or when it does not say.</summary>
    public DateTimeOffset? AccessTokenExpiresAt => _access?.ExpiresAt();

    /// <summary>How many requests may run at once.</summary>
    public int ThrottleLimit => _api.Options.ThrottleLimit;

    /// <summary>How many writes may go out in a minute; 0 for no pacing, null for what the server's rate limits allow.</summary>
    public int? WritesPerMinute => _api.Options.WritesPerMinute;

    /// <summary>How long a request may wait for rate limits in all, in seconds; null for as long as it takes.</summary>
    public double? MaximumWaitSec => _api.Options.MaximumWait?.TotalSeconds;

    /// <summary>Whether a runner of pipelines is told of each value, so that it hides the value in the job's log.</summary>
    public bool RegisterMask => _api.Options.RegisterMask;

    /// <summary>How long one try may take, in seconds.</summary>
    public double TimeoutSec => _api.Options.Timeout.TotalSeconds;

    /// <summary>How often a request that failed in passing is repeated.</summary>
    public int MaximumRetryCount => _api.Options.MaximumRetryCount;

    internal RecentNames Names { get; }

    /// <summary>Whether the session signs in to this server with this token.</summary>
    public bool Uses(ApiHost server, AccessToken token) => Address == server.BaseUri && _api.Token.Equals(token);

    /// <summary>Closes the connections and lets go of both tokens.</summary>
    public void Dispose()
    {
        _api.Dispose();
        _access?.Forget();
    }

    /// <summary>The server and where the token came from, as <c>vela.example.com (VELA_TOKEN)</c>.</summary>
    public override string ToString() => $"{Address.Authority} ({TokenSource})";

    /// <summary>Sends a request with an access token; one that is refused is renewed once, where it can be.</summary>
    internal async Task<ApiReply> SendAsync(ApiRequest request, ApiRun? run, CancellationToken cancel)
    {
        try
        {
            return await SendRenewedAsync(request, run, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.TokenRejected)
        {
            run?.End();
            throw;
        }
    }

    private async Task<ApiReply> SendRenewedAsync(ApiRequest request, ApiRun? run, CancellationToken cancel)
    {
        AccessToken access = await AccessAsync(null, run, cancel).ConfigureAwait(false);
        try
        {
            return await _api.SendAsync(request.AuthorizedBy(access), run, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.TokenRejected && TokenKind != VelaTokenKind.Access)
        {
            // It ended early: the server was set up anew, or its clock goes differently.
            access = await AccessAsync(access, run, cancel).ConfigureAwait(false);
        }

        return await _api.SendAsync(request.AuthorizedBy(access), run, cancel).ConfigureAwait(false);
    }

    internal TimeProvider Clock => _api.Options.Clock;

    /// <summary>Whose the access token in use is; null when it does not say.</summary>
    internal async Task<string?> SubjectAsync(ApiRun? run, CancellationToken cancel) =>
        (await AccessAsync(null, run, cancel).ConfigureAwait(false)).Subject();

    /// <summary>The access token in use, renewed when it ends soon or is the one that was refused; callers that wait share one
    /// exchange.</summary>
    private async Task<AccessToken> AccessAsync(AccessToken? refused, ApiRun? run, CancellationToken cancel)
    {
        if (Usable(refused) is AccessToken known)
        {
            return known;
        }

        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (Usable(refused) is AccessToken arrived)
            {
                return arrived;
            }

            if (_refusal is ApiException earlier)
            {
                throw earlier.Copy();
            }

            ApiReply reply = await _api.SendAsync(Login(), run, cancel).ConfigureAwait(false);
            return _access = AccessToken.FromText(reply.Json<JObject>().Text("token"), TokenSource);
        }
        catch (ApiException e) when (e.Id == ErrorId.TokenRejected)
        {
            // Asking again for every item would only look like an attack.
            _refusal ??= e;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private AccessToken? Usable(AccessToken? refused) =>
        _access is AccessToken access
        && (TokenKind == VelaTokenKind.Access
            || (!ReferenceEquals(access, refused)
                && (access.ExpiresAt() is not DateTimeOffset end || end - _api.Options.Clock.GetUtcNow() > s_margin)))
            ? access
            : null;

    private ApiRequest Login() => TokenKind == VelaTokenKind.Personal
        ? new ApiRequest(
            HttpMethod.Post,
            "authenticate/token",
            (byte[]?)null) { IsRepeatable = true, Authorize = headers => _api.Token.AddTo(headers, "Token") }
        : new ApiRequest(
            HttpMethod.Get,
            "token-refresh",
            (byte[]?)null) { Authorize = headers => _api.Token.AddTo(headers, "Cookie", "vela_refresh_token=") };
}
