using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <content>What happens within one try: the look before it, the message, and what can go wrong on the way.</content>
public sealed partial class ApiSession
{
    private async Task<ApiReply> SendUntilFinalAsync(ApiRequest request, ApiRun? run, CancellationToken cancel)
    {
        Patience patience = new(run is { IsHasty: true } ? TimeSpan.Zero : _options.MaximumWait);
        RequestState state = new(request, new Uri(Host.BaseUri, request.Path), new RetryPolicy(_options), patience)
        {
            IsProbe = request.Authorize is null && run is not { IsHasty: true } && await _probe.EnterAsync(cancel).ConfigureAwait(false),
        };
        try
        {
            return await SendUntilFinalAsync(state, run, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (state.IsProbe)
            {
                _probe.Leave();
            }
        }
    }

    /// <summary>Takes note of whether the token is known; once it is, the others need not wait for the rest of this request.</summary>
    private void Learn(Tried tried, RequestState state)
    {
        _probe.Learn((int?)tried.Reply?.Status);
        if (state.IsProbe && _probe.IsKnown)
        {
            state.IsProbe = false;
            _probe.Leave();
        }
    }

    /// <summary>Waits for a turn and uses it.</summary>
    private async Task<Tried> TakeTurnAsync(RequestState state, ApiRun? run, CancellationToken cancel)
    {
        TimeSpan entered = await EnterAsync(state, run, cancel).ConfigureAwait(false);
        long start = _options.Clock.GetTimestamp();
        ApiAttempt attempt = Attempt(state, entered, run, cancel);
        Tried tried = default;
        try
        {
            tried = await LookAndTryAsync(state, attempt, cancel).ConfigureAwait(false);
        }
        finally
        {
            state.Load = state.Load with { ReadsBefore = attempt.Reads };
            _governor.Leave(state.Load, entered, tried.Reply);
        }

        return tried with { Took = _options.Clock.GetElapsedTime(start) };
    }

    /// <summary>Looks, where the request asks for it, and sends.</summary>
    private async Task<Tried> LookAndTryAsync(RequestState state, ApiAttempt attempt, CancellationToken cancel)
    {
        ApiRequest request = state.Request;
        try
        {
            if (request.Look is not null && await request.Look(attempt).ConfigureAwait(false) is ApiReply end)
            {
                return new Tried(request, end) { IsEnd = true };
            }
        }
        catch (LookInterruptedException e)
        {
            return new Tried(e.Read, e.Reply) { Failure = e.Failure, MissingReads = e.Read is null ? Math.Max(1, attempt.Reads) : 0 };
        }

        if (request.Look is not null && _governor.PauseLeft > TimeSpan.Zero)
        {
            return default;
        }

        Tried tried = await TryAsync(request, state.Address, attempt.Body, state.Attempts + 1, cancel).ConfigureAwait(false);
        if (tried.Reply is not null)
        {
            tried.Reply.WasRedirected = state.Address != state.FirstAddress;
        }

        return tried;
    }

    /// <summary>A try whose reads go out in its turn: once, and to no other address than the one that is asked.</summary>
    private ApiAttempt Attempt(RequestState state, TimeSpan entered, ApiRun? run, CancellationToken cancel)
    {
        int reads = 0;
        ApiAttempt? attempt = null;
        return attempt = new ApiAttempt(ReadAsync)
        {
            Began = _options.Clock.GetTimestamp(),
            HasWaited = state.HasFailed || state.Patience.HasWaited,
            MayBeDone = state.MayBeDone,
            Reads = state.Load.ReadsBefore,
        };

        async Task<ApiReply> ReadAsync(string path, bool mayBeMissing)
        {
            ApiRequest read = new(HttpMethod.Get, path) { FollowsRedirects = false };
            Uri address = new(Host.BaseUri, path);
            while (reads++ < attempt!.Reads || HasExtended())
            {
                run?.EnsureGoesOn();
                long start = _options.Clock.GetTimestamp();
                Tried tried = await TryAsync(read, address, null, 1, cancel).ConfigureAwait(false);
                if (tried.Reply is not ApiReply reply || OutcomeOf(tried, state, run).MayBeOtherwiseNext)
                {
                    throw new LookInterruptedException(read, tried.Reply, tried.Failure);
                }

                _governor.Heard(entered, reply);
                Tell(run, tried with { Took = _options.Clock.GetElapsedTime(start) }, address, null);
                if (!reply.IsRedirect || Follow(read, address, reply) is null)
                {
                    bool isAnswer = reply.IsSuccess || (mayBeMissing && reply.Status == HttpStatusCode.NotFound);
                    return isAnswer ? reply : throw Refused(read, reply, run);
                }
            }

            throw new LookInterruptedException(null);
        }

        bool HasExtended()
        {
            bool extends = _governor.TryExtend();
            attempt!.Reads += extends ? 1 : 0;
            return extends;
        }
    }

    private async Task<Tried> TryAsync(ApiRequest request, Uri address, JObject? content, int attempts, CancellationToken cancel)
    {
        using HttpRequestMessage message = CreateMessage(request, address, content);
        using CancellationTokenSource timeout = _options.Clock.CancelAfter(_options.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, either.Token).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            ApiReply reply = new(response, body, attempts, Token);
            ServerVersion ??= ReadVersion(reply.Header("X-GitHub-Enterprise-Version"));
            return new Tried(request, reply);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new Tried(request, null) { Failure = TimedOut(attempts) };
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (_disposed
            && !cancel.IsCancellationRequested
            && e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed before the request, or by another thread while it was under way.
            throw Disconnected();
        }
#if NET
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Tried(request, null) { Failure = TooLarge() };
        }
#endif
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            GhSecretsException failure = new(ErrorId.Unreachable, $"{Host.Name} cannot be reached{ByProxy()}: {InnermostMessage(e)}", e);
            return new Tried(request, null) { Failure = failure };
        }
    }

    private string ByProxy() =>
        _options.Proxy is IWebProxy given && !given.IsBypassed(Host.BaseUri) && given.GetProxy(Host.BaseUri) is Uri proxy
            ? $" by the proxy {proxy.Authority}"
            : "";

    private GhSecretsException TimedOut(int attempts) => new(
        ErrorId.TimedOut,
        $"{Host.Name} did not answer within {_options.Timeout.TotalSeconds:0} seconds{ApiErrors.AskedAgain(attempts)}. "
            + $"Try later, or raise -TimeoutSec of {_dialect.ConnectCommand}.");

#if NET
    private GhSecretsException TooLarge() => new(
        ErrorId.UnexpectedReply,
        $"{Host.Name} sent more than {MaximumReplyBytes / 1024 / 1024} MB, which its API never does. "
            + "Check the address: a proxy may have answered in its place.");
#endif

    private HttpRequestMessage CreateMessage(ApiRequest request, Uri address, JObject? content)
    {
        HttpRequestMessage message = new(request.Method, address) { Content = request.CreateContent(content) };
#if NET
        message.Version = new Version(2, 0);
        message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        HttpRequestHeaders headers = message.Headers;
        if (request.Authorize is null)
        {
            Token.AddTo(headers);
        }
        else
        {
            request.Authorize(headers);
        }

        headers.UserAgent.ParseAdd(s_userAgent);
        _dialect.AddHeaders(headers, _options);
        return message;
    }

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
