using System;
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
    private readonly TokenProbe _probe;
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
            $"There is no token for {options.Host.Name}. Set {string.Join(" or ", new EnvironmentCredentials().Variables(options.Host))}, "
                + "or in PowerShell run Connect-GhSession -Token.");
        _options = options;
        _dialect = dialect;
        _governor = new RateGovernor(options, dialect.Pace);
        _probe = new TokenProbe(Token.IsInstallationToken);
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

    /// <summary>The version of a GitHub Enterprise Server, once a reply has told it (<c>X-GitHub-Enterprise-Version</c>); null on GitHub's
    /// cloud.</summary>
    internal Version? ServerVersion { get; private set; }

    /// <summary>Sends a request until it succeeds, is refused, or has failed too often.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="run">What the request is part of: it hears of every try and every wait.</param>
    /// <param name="cancel">Ends the tries and the waits between them.</param>
    /// <exception cref="ApiException">The server refused it.</exception>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Unreachable"/>, <see cref="ErrorId.TimedOut"/>,
    /// <see cref="ErrorId.UnexpectedReply"/>, <see cref="ErrorId.RateLimited"/> or <see cref="ErrorId.NotAttempted"/>.</exception>
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

    /// <summary>Closes the connections and lets go of the token.</summary>
    public void Dispose()
    {
        _disposed = true;
        _closed.Cancel();
        _http.Dispose();
        _probe.Dispose();
        Token.Forget();
    }

    /// <summary>The host and where the token came from, as <c>github.com (GH_TOKEN)</c>.</summary>
    public override string ToString() => $"{Host.Name} ({Token.Source})";

    /// <summary>Refuses an address that lies elsewhere: following it would hand the token to another server.</summary>
    private Uri SameOrigin(Uri? address, ApiReply reply) =>
        address is not null && IsSameOrigin(address)
            ? address
            : throw new ApiException(
                ErrorId.UnexpectedReply,
                $"{Host.Name} pointed to {(address is null ? "nowhere" : Origin(address))}, another origin, where the token must not go. "
                    + "Check the session's address.",
                reply);

    /// <summary>Whether an address is the session's own server, so that the token may go there.</summary>
    internal bool IsSameOrigin(Uri address) => Origin(address).Equals(Origin(Host.BaseUri), StringComparison.OrdinalIgnoreCase);

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private async Task<ApiReply> SendUntilFinalAsync(RequestState state, ApiRun? run, CancellationToken cancel)
    {
        ApiRequest request = state.Request;
        while (true)
        {
            run?.EnsureGoesOn();
            Tried tried = await TakeTurnAsync(state, run, cancel).ConfigureAwait(false);
            TryOutcome outcome = OutcomeOf(tried, state, run);
            TimeSpan? delay = outcome.IsTokenTooNew ? TokenProbe.Delay
                : outcome is { Passes: true, MayRepeat: true } ? state.Retries.DelayAfter(tried.Took, tried.Reply)
                : null;
            Note(tried, outcome, delay, state, run);
            Uri? next = outcome.IsRedirect ? Follow(request, state.Address, tried.Reply!) : null;
            outcome = outcome with { HasTriesLeft = delay is not null, MayFollow = next is not null && state.Redirects < MaximumRedirects };
            switch (outcome.Decide())
            {
                case NextStep.Return:
                    return tried.Reply!;
                case NextStep.Refuse:
                    throw FailureOf(tried, outcome) ?? Refused(request, tried.Reply!, run);
                case NextStep.Repeat:
                    await _options.Clock.DelayAsync(delay!.Value, cancel).ConfigureAwait(false);
                    break;
                case NextStep.Follow:
                    (state.Address, state.Redirects, state.Attempts) = (next!, state.Redirects + 1, state.Attempts - 1);
                    break;
            }
        }
    }

    private TryOutcome OutcomeOf(Tried tried, RequestState state, ApiRun? run)
    {
        bool mayHaveArrived = tried.Reply is not null || !ApiTransport.NothingWasSent(tried.Failure?.InnerException);
        return new TryOutcome
        {
            Method = state.Request.Method,
            NeedsTurn = tried.Sent is null,
            IsNeedless = tried.IsEnd,
            Status = (int?)tried.Reply?.Status,
            IsRateLimit = tried.Reply is not null && ApiErrors.IsRateLimit(tried.Reply),
            IsAnswer = tried.Reply is { } reply && (reply.IsSuccess ? _dialect.IsGenuine(tried.Sent!, reply) : _dialect.IsAnswer(reply)),
            MayHaveArrived = mayHaveArrived,
            MayRepeat = run is not { IsHasty: true } && (state.Request.IsRepeatable || !mayHaveArrived),
            MayBeDone = state.MayBeDone,
            MayBeNewToken = state.IsProbe && state.TokenRefusals < TokenProbe.Tries - 1,
        };
    }

    /// <summary>Keeps what a try leaves for the next one, and tells the run of it.</summary>
    private void Note(Tried tried, TryOutcome outcome, TimeSpan? delay, RequestState state, ApiRun? run)
    {
        if (tried.Sent is not ApiRequest sent)
        {
            state.Load = state.Load with { ReadsBefore = state.Load.ReadsBefore + tried.MissingReads };
            return;
        }

        Learn(tried, state);

        // A read that failed was no try of the request itself.
        bool isItself = sent == state.Request;
        state.Attempts += isItself ? 1 : 0;
        state.Limited = outcome.IsRateLimit ? tried.Reply : null;
        state.TokenRefusals += outcome.IsTokenTooNew ? 1 : 0;
        state.HasFailed |= outcome.IsRateLimit || delay is not null;
        state.MayBeDone |= delay is not null && isItself && outcome is { MayHaveArrived: true, IsTokenTooNew: false };
        Uri address = isItself ? state.Address : new Uri(Host.BaseUri, sent.Path);
        Tell(run, tried, address, outcome.IsRateLimit ? _governor.PauseLeft : delay);
    }

    private static void Tell(ApiRun? run, Tried tried, Uri address, TimeSpan? retryAfter) =>
        run?.Tell(new ApiExchange(tried.Sent!.Method.Method, address.PathAndQuery, tried.Took)
        {
            Status = tried.Reply?.Status,
            RequestId = tried.Reply?.RequestId,
            RetryAfter = retryAfter,
        });

    /// <summary>Where a redirect leads, on the session's own origin; null when the request must not follow it.</summary>
    private Uri? Follow(ApiRequest request, Uri address, ApiReply reply)
    {
        Uri next = SameOrigin(reply.Location is null ? null : new Uri(address, reply.Location), reply);
        return request.FollowsRedirects || next == address ? next : null;
    }

    private async Task<TimeSpan> EnterAsync(RequestState state, ApiRun? run, CancellationToken cancel) =>
        await _governor.EnterAsync(state.Load, state.Patience, run, cancel).ConfigureAwait(false)
        ?? throw (state.Limited is ApiReply limited ? _dialect.Refusal(limited, Token.Source) : TooLongAWait(state.Patience.Refused));

    private GhSecretsException TooLongAWait(TimeSpan wait) => new(
        ErrorId.RateLimited,
        $"The rate limit of {Host.Name} asks for a longer wait than the session's MaximumWaitSec. "
            + ApiErrors.Again(_options.Clock.GetUtcNow() + wait));

    /// <summary>What is wrong with a try that may go otherwise the next time; null for an answer.</summary>
    private GhSecretsException? FailureOf(Tried tried, TryOutcome outcome) =>
        tried.Failure
        ?? (!outcome.Passes ? null : tried.Reply!.IsSuccess ? tried.Reply.Unexpected() : _dialect.Refusal(tried.Reply, Token.Source));

    private ApiException Refused(ApiRequest request, ApiReply reply, ApiRun? run)
    {
        ApiException refusal = reply.IsRedirect && !request.FollowsRedirects
            ? new ApiException(
                ErrorId.RepositoryMoved,
                $"{Host.Name} answers such a request at another address now ({(int)reply.Status}), and it was not sent there. "
                    + "Check the names that it goes to.",
                reply)
            : _dialect.Refusal(reply, Token.Source);
        if (refusal.Id == ErrorId.TokenRejected && request.Authorize is null)
        {
            run?.End();
        }

        return refusal;
    }

    private GhSecretsException Disconnected() =>
        new(ErrorId.NotSignedIn, $"The session to {Host.Name} was disconnected. Run {_dialect.ConnectCommand} again.");
}
