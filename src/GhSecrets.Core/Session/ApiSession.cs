using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The one way out: a connection pool to one host with one credential, its pace, its time-outs and its retries.</summary>
/// <remarks>The token goes to the session's own origin only; a redirect elsewhere is an error.</remarks>
public sealed class ApiSession : IDisposable
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
        ApiReply? limited = null;
        bool mayBeDone = false;
        int redirects = 0;
        for (int attempts = 1; ; attempts++)
        {
            run?.EnsureGoesOn();
            TimeSpan entered = await EnterAsync(request, patience, limited, run, cancel).ConfigureAwait(false);
            long start = _options.Clock.GetTimestamp();
            ApiReply? reply = null;
            GhSecretsException? failure;
            try
            {
                (reply, failure) = await TryAsync(request, address, attempts, cancel).ConfigureAwait(false);
            }
            finally
            {
                _governor.Leave(request.IsWrite, entered, reply);
            }

            TimeSpan took = _options.Clock.GetElapsedTime(start);
            limited = reply is not null && ApiErrors.IsRateLimit(reply) ? reply : null;
            failure ??= limited is null ? Failure(request, reply!) : null;
            TimeSpan? wait = failure is null || isHasty || !MayRepeat(request, reply, failure) ? null : retries.DelayAfter(took, reply);
            run?.Tell(new ApiExchange(request.Method.Method, address.PathAndQuery, took)
            {
                Status = reply?.Status,
                RequestId = reply?.RequestId,
                RetryAfter = limited is null ? wait : _governor.PauseLeft,
            });

            if (limited is not null)
            {
                continue;
            }

            if (failure is null && reply!.IsSuccess)
            {
                return reply;
            }

            if (failure is null && IsRedirect(reply!) && redirects++ < MaximumRedirects)
            {
                address = SameOrigin(reply!.Location is null ? null : new Uri(address, reply.Location), reply);
                attempts--;
            }
            else if (wait is TimeSpan delay)
            {
                mayBeDone |= reply is not null || !ApiTransport.NothingWasSent(failure!.InnerException);
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

    private async Task<TimeSpan> EnterAsync(ApiRequest request, Patience patience, ApiReply? limited, ApiRun? run, CancellationToken cancel) =>
        await _governor.EnterAsync(request.IsWrite, patience, run, cancel).ConfigureAwait(false)
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
        ApiException refusal = _dialect.Refusal(reply, Token.Source);
        if (refusal.Id == ErrorId.TokenRejected && request.Authorize is null)
        {
            run?.End();
        }

        return refusal;
    }

    private GhSecretsException Disconnected() =>
        new(ErrorId.NotSignedIn, $"The session to {Host.Name} was disconnected. Run {_dialect.ConnectCommand} again.");

    private static bool IsRedirect(ApiReply reply) => (int)reply.Status is 301 or 302 or 307 or 308;

    private async Task<(ApiReply? Reply, GhSecretsException? Failure)> TryAsync(ApiRequest request, Uri address, int attempts, CancellationToken cancel)
    {
        using HttpRequestMessage message = CreateMessage(request, address);
        using CancellationTokenSource timeout = _options.Clock.CancelAfter(_options.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            ApiReply reply = new(response, body, attempts);
            ServerVersion ??= ReadVersion(reply.Header("X-GitHub-Enterprise-Version"));
            return (reply, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return (null, new GhSecretsException(
                ErrorId.TimedOut,
                $"{Host.Name} did not answer within {_options.Timeout.TotalSeconds:0} seconds{AskedAgain(attempts)}. Try later, or raise -TimeoutSec of {_dialect.ConnectCommand}."));
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (_disposed && !cancel.IsCancellationRequested && e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed before the request, or by another thread while it was under way.
            throw Disconnected();
        }
#if NET
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (null, new GhSecretsException(
                ErrorId.UnexpectedReply,
                $"{Host.Name} sent more than {MaximumReplyBytes / 1024 / 1024} MB, which its API never does. Check the address: a proxy may have answered in its place."));
        }
#endif
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, new GhSecretsException(ErrorId.Unreachable, $"{Host.Name} cannot be reached: {InnermostMessage(e)}", e));
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, Uri address)
    {
        HttpRequestMessage message = new(request.Method, address) { Content = request.CreateContent() };
#if NET
        message.Version = new Version(2, 0);
        message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        HttpRequestHeaders headers = message.Headers;
        if (request.Authorize is null)
        {
            headers.Authorization = Token.Header;
        }
        else
        {
            request.Authorize(headers);
        }

        headers.UserAgent.ParseAdd(s_userAgent);
        _dialect.AddHeaders(headers, _options);
        return message;
    }

    /// <summary>What a message adds when a failure was not the first.</summary>
    internal static string AskedAgain(int attempts) => attempts > 1 ? ", also when asked again" : "";

    private static Version? ReadVersion(string? header) =>
        Version.TryParse(header?.Substring(header.IndexOf('@') + 1), out Version? version) ? version : null;

    private static string InnermostMessage(Exception e)
    {
        while (e.InnerException is Exception inner)
        {
            e = inner;
        }

        return e.Message;
    }
}
