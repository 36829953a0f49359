using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The one way out: a connection pool to one host with one credential, its pace, its time-outs and its retries.</summary>
/// <remarks>The token goes to the session's own origin only; a redirect elsewhere is an error.</remarks>
public sealed partial class ApiSession : IDisposable
{
    private const int MaximumRedirects = 5;
    private const int MaximumReplyBytes = 8 * 1024 * 1024;

    private static readonly string s_userAgent = $"GhSecrets/{typeof(ApiSession).Assembly.GetName().Version?.ToString(3)}";

    private readonly ApiSessionOptions _options;
    private readonly ApiDialect _dialect;
    private readonly HttpClient _http;
    private readonly RateGovernor _governor;
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _disposed;

    /// <summary>Opens a session; nothing is sent yet.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.NotSignedIn"/> without a token.</exception>
    public ApiSession(ApiSessionOptions options)
        : this(options, GitHubDialect.Instance)
    {
    }

    /// <summary>Opens a session to a service that may be another than GitHub.</summary>
    internal ApiSession(ApiSessionOptions options, ApiDialect dialect)
    {
        Token = options.Token ?? throw new GhSecretsException(
            ErrorId.NotSignedIn,
            $"There is no token for {options.Host.Name}. Set {string.Join(" or ", new EnvironmentCredentials().Variables(options.Host))}, or in PowerShell run Connect-GhSession -Token.");
        _options = options;
        _dialect = dialect;
        _governor = new RateGovernor(options, dialect.Pace);
        _http = new HttpClient(ApiTransport.Create(options), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaximumReplyBytes,
        };
    }

    /// <summary>The server.</summary>
    public ApiHost Host => _options.Host;

    /// <summary>The settings that the session was made with.</summary>
    public ApiSessionOptions Options => _options;

    /// <summary>The credential; its text is never shown.</summary>
    public AccessToken Token { get; }

    /// <summary>The version of a GitHub Enterprise Server, once a reply has told it (<c>X-GitHub-Enterprise-Version</c>); null on GitHub's cloud.</summary>
    internal Version? ServerVersion { get; private set; }

    /// <summary>Sends a request until it succeeds, is refused, or has failed too often.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="run">What the request is part of: it hears of every try and every wait.</param>
    /// <param name="cancel">Ends the tries and the waits between them.</param>
    /// <exception cref="ApiException">The server refused it.</exception>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Unreachable"/>, <see cref="ErrorId.TimedOut"/>, <see cref="ErrorId.UnexpectedReply"/>, <see cref="ErrorId.RateLimited"/> or <see cref="ErrorId.NotAttempted"/>.</exception>
    public async Task<ApiReply> SendAsync(ApiRequest request, ApiRun? run, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _closed.Token);
        try
        {
            return await SendUntilFinalAsync(request, run, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposed && !cancel.IsCancellationRequested)
        {
            // By another thread, while the request waited or was under way.
            throw Disconnected();
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _disposed = true;
        _closed.Cancel();
        _http.Dispose();
    }

    /// <summary>The host and where the token came from, as <c>github.com (GH_TOKEN)</c>.</summary>
    public override string ToString() => $"{Host.Name} ({Token.Source})";

    /// <summary>Refuses an address that lies elsewhere: following it would hand the token to another server.</summary>
    internal Uri SameOrigin(Uri? address, ApiReply reply) =>
        address is not null && address.GetLeftPart(UriPartial.Authority).Equals(Host.BaseUri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            ? address
            : throw new ApiException(
                ErrorId.UnexpectedReply,
                $"{Host.Name} pointed to {(address is null ? "nowhere" : address.GetLeftPart(UriPartial.Authority))}, another origin, where the token must not go. Check the session's address.",
                reply);

    private async Task<ApiReply> SendUntilFinalAsync(ApiRequest request, ApiRun? run, CancellationToken cancel)
    {
        Uri address = new(Host.BaseUri, request.Path);
        bool isHasty = run is { IsHasty: true };
        RetryPolicy retries = new(_options);
        Patience patience = new(isHasty ? TimeSpan.Zero : _options.MaximumWait);
        RequestLoad load = new(request.IsWrite, request.ReadsBefore);
        ApiReply? limited = null;
        bool mayBeDone = false;
        bool hasFailed = false;
        int redirects = 0;
        for (int attempts = 1; ; attempts++)
        {
            run?.EnsureGoesOn();
            TimeSpan entered = await EnterAsync(load, patience, limited, run, cancel).ConfigureAwait(false);
            long start = _options.Clock.GetTimestamp();
            ApiAttempt attempt = Attempt(load, entered, run, hasFailed || patience.HasWaited, mayBeDone, cancel);
            Tried tried = default;
            try
            {
                tried = await LookAndTryAsync(request, attempt, address, attempts, cancel).ConfigureAwait(false);
            }
            finally
            {
                load = load with { ReadsBefore = attempt.Reads };
                _governor.Leave(load, entered, tried.Reply);
            }

            if (tried.Sent is null)
            {
                // The turn was too short for the look, or a pause has begun since: another turn, and another look.
                load = load with { ReadsBefore = attempt.Reads + tried.MissingReads };
                attempts--;
                continue;
            }

            // A read that failed was no try of the request itself.
            attempts -= tried.Sent == request ? 0 : 1;
            ApiReply? reply = tried.Reply;
            TimeSpan took = _options.Clock.GetElapsedTime(start);
            limited = reply is not null && ApiErrors.IsRateLimit(reply) ? reply : null;
            GhSecretsException? failure = tried.Failure ?? (limited is null ? Failure(tried.Sent, reply!) : null);
            TimeSpan? wait = failure is null || isHasty || !MayRepeat(request, reply, failure) ? null : retries.DelayAfter(took, reply);
            run?.Tell(new ApiExchange(tried.Sent.Method.Method, (tried.Sent == request ? address : new Uri(Host.BaseUri, tried.Sent.Path)).PathAndQuery, took)
            {
                Status = reply?.Status,
                RequestId = reply?.RequestId,
                RetryAfter = limited is null ? wait : _governor.PauseLeft,
            });

            hasFailed |= limited is not null || wait is not null;
            if (limited is not null)
            {
                continue;
            }

            if (failure is null && (reply!.IsSuccess || tried.IsEnd))
            {
                return reply;
            }

            if (failure is null && IsRedirect(reply!) && Follow(request, address, reply!) is Uri next && redirects++ < MaximumRedirects)
            {
                address = next;
                attempts--;
            }
            else if (wait is TimeSpan delay)
            {
                mayBeDone |= tried.Sent == request && (reply is not null || !ApiTransport.NothingWasSent(failure!.InnerException));
                await _options.Clock.DelayAsync(delay, cancel).ConfigureAwait(false);
            }
            else if (failure is null && mayBeDone && request.Method == HttpMethod.Delete && reply!.Status == HttpStatusCode.NotFound)
            {
                // An earlier try has removed it, although its answer was lost.
                return reply;
            }
            else
            {
                throw failure ?? Refused(request, reply!, run);
            }
        }
    }

    /// <summary>Where a redirect leads, on the session's own origin; null when the request must not follow it.</summary>
    private Uri? Follow(ApiRequest request, Uri address, ApiReply reply)
    {
        Uri next = SameOrigin(reply.Location is null ? null : new Uri(address, reply.Location), reply);
        return request.FollowsRedirects || next == address ? next : null;
    }

    private async Task<TimeSpan> EnterAsync(RequestLoad load, Patience patience, ApiReply? limited, ApiRun? run, CancellationToken cancel) =>
        await _governor.EnterAsync(load, patience, run, cancel).ConfigureAwait(false)
        ?? throw (limited is not null
            ? _dialect.Refusal(limited, Token.Source)
            : new GhSecretsException(
                ErrorId.RateLimited,
                FormattableString.Invariant($"The rate limit of {Host.Name} asks for a longer wait than the session's MaximumWaitSec. Try again after {_options.Clock.GetUtcNow() + patience.Refused:yyyy-MM-dd HH:mm:ss} UTC.")));

    /// <summary>What is wrong with a reply that may be another one the next time; null for an answer.</summary>
    private ApiException? Failure(ApiRequest request, ApiReply reply) =>
        reply.IsSuccess ? (_dialect.IsGenuine(request, reply) ? null : reply.Unexpected())
        : RetryPolicy.Passes(reply) && !_dialect.IsAnswer(reply) ? _dialect.Refusal(reply, Token.Source)
        : null;

    /// <summary>Whether doing it twice is as good as once, or nothing of it can have arrived.</summary>
    private static bool MayRepeat(ApiRequest request, ApiReply? reply, GhSecretsException failure) =>
        request.IsRepeatable || (reply is null && ApiTransport.NothingWasSent(failure.InnerException));

    private ApiException Refused(ApiRequest request, ApiReply reply, ApiRun? run)
    {
        ApiException refusal = IsRedirect(reply) && !request.FollowsRedirects
            ? new ApiException(ErrorId.RepositoryMoved, $"{Host.Name} answers such a request at another address now ({(int)reply.Status}), and it was not sent there. Check the names that it goes to.", reply)
            : _dialect.Refusal(reply, Token.Source);
        if (refusal.Id == ErrorId.TokenRejected && request.Authorize is null)
        {
            run?.End();
        }

        return refusal;
    }

    private GhSecretsException Disconnected() =>
        new(ErrorId.NotSignedIn, $"The session to {Host.Name} was disconnected. Run {_dialect.ConnectCommand} again.");

    private static bool IsRedirect(ApiReply reply) => (int)reply.Status is 301 or 302 or 307 or 308;
}
