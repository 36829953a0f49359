using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The one way out: a connection pool to one host with one credential, its time-outs and its retries.</summary>
/// <remarks>The token goes to the session's own origin only; a redirect elsewhere is an error.</remarks>
public sealed class ApiSession : IDisposable
{
    private const int MaximumRedirects = 5;
    private const int MaximumReplyBytes = 32 * 1024 * 1024;

    private static readonly string s_userAgent = $"GhSecrets/{typeof(ApiSession).Assembly.GetName().Version?.ToString(3)}";

    private readonly ApiSessionOptions _options;
    private readonly ApiDialect _dialect;
    private readonly HttpClient _http;
    private readonly RetryPolicy _retries;
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
        _retries = new RetryPolicy(options);
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
    /// <param name="observe">Told of every try, on any thread.</param>
    /// <param name="cancel">Ends the tries and the waits between them.</param>
    /// <exception cref="ApiException">The server refused it.</exception>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Unreachable"/>, <see cref="ErrorId.TimedOut"/> or <see cref="ErrorId.UnexpectedReply"/>.</exception>
    public async Task<ApiReply> SendAsync(ApiRequest request, Action<ApiExchange>? observe, CancellationToken cancel)
    {
        Uri address = new(Host.BaseUri, request.Path);
        int redirects = 0;
        for (int attempts = 1; ; attempts++)
        {
            long start = _options.Clock.GetTimestamp();
            (ApiReply? reply, GhSecretsException? failure) = await TryAsync(request, address, attempts, cancel).ConfigureAwait(false);
            TimeSpan? wait = IsFinal(request, reply, failure) ? null : _retries.Delay(attempts, reply);
            observe?.Invoke(new ApiExchange(request.Method.Method, address.PathAndQuery, _options.Clock.GetElapsedTime(start))
            {
                Status = reply?.Status,
                RequestId = reply?.RequestId,
                RetryAfter = wait,
            });

            if (wait is TimeSpan delay)
            {
                await Delay(delay, cancel).ConfigureAwait(false);
            }
            else if (reply is null)
            {
                throw failure!;
            }
            else if (reply.IsSuccess)
            {
                return reply;
            }
            else if ((int)reply.Status is 301 or 302 or 307 or 308 && redirects++ < MaximumRedirects)
            {
                address = SameOrigin(reply.Location is null ? null : new Uri(address, reply.Location), reply);
            }
            else
            {
                throw _dialect.Refusal(reply, Token.Source);
            }
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _disposed = true;
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

    private async Task<(ApiReply? Reply, GhSecretsException? Failure)> TryAsync(ApiRequest request, Uri address, int attempts, CancellationToken cancel)
    {
        using HttpRequestMessage message = CreateMessage(request, address);
        using CancellationTokenSource timeout = CreateTimeout();
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
            throw new GhSecretsException(ErrorId.NotSignedIn, $"The session to {Host.Name} was disconnected. Run {_dialect.ConnectCommand} again.");
        }
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

    /// <summary>Whether asking again is useless (an answer) or could do something twice (a request that may have arrived).</summary>
    private bool IsFinal(ApiRequest request, ApiReply? reply, GhSecretsException? failure) =>
        reply is null
            ? !request.IsRepeatable && !ApiTransport.NothingWasSent(failure?.InnerException)
            : reply.IsSuccess || !request.IsRepeatable || _dialect.IsAnswer(reply);

    private Task Delay(TimeSpan delay, CancellationToken cancel) =>
#if NET
        Task.Delay(delay, _options.Clock, cancel);
#else
        _options.Clock.Delay(delay, cancel);
#endif

    private CancellationTokenSource CreateTimeout() =>
#if NET
        new(_options.Timeout, _options.Clock);
#else
        _options.Clock.CreateCancellationTokenSource(_options.Timeout);
#endif

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
