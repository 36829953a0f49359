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
    /// <summary>Looks, where the request asks for it, and sends.</summary>
    private async Task<Tried> LookAndTryAsync(ApiRequest request, ApiAttempt attempt, Uri address, int attempts, CancellationToken cancel)
    {
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
            return new Tried(null, null);
        }

        (ApiReply? reply, GhSecretsException? failure) = await TryAsync(request, address, attempt.Body, attempts, cancel).ConfigureAwait(false);
        if (reply is not null)
        {
            reply.WasRedirected = address != new Uri(Host.BaseUri, request.Path);
        }

        return new Tried(request, reply) { Failure = failure };
    }

    /// <summary>A try whose reads go out in its turn: once, and to no other address than the one that is asked.</summary>
    private ApiAttempt Attempt(RequestLoad load, TimeSpan entered, ApiRun? run, bool hasWaited, bool mayBeDone, CancellationToken cancel)
    {
        int reads = 0;
        ApiAttempt? attempt = null;
        return attempt = new ApiAttempt(ReadAsync)
        {
            Began = _options.Clock.GetTimestamp(),
            HasWaited = hasWaited,
            MayBeDone = mayBeDone,
            Reads = load.ReadsBefore,
        };

        async Task<ApiReply> ReadAsync(string path, bool mayBeMissing)
        {
            ApiRequest read = new(HttpMethod.Get, path) { FollowsRedirects = false };
            Uri address = new(Host.BaseUri, path);
            while (reads++ < attempt!.Reads || HasExtended())
            {
                run?.EnsureGoesOn();
                long start = _options.Clock.GetTimestamp();
                (ApiReply? reply, GhSecretsException? failure) = await TryAsync(read, address, null, 1, cancel).ConfigureAwait(false);
                bool isLimited = reply is not null && ApiErrors.IsRateLimit(reply);
                failure ??= isLimited ? null : Failure(read, reply!);
                if (isLimited || failure is not null)
                {
                    throw new LookInterruptedException(read, reply, failure);
                }

                _governor.Heard(entered, reply!);
                run?.Tell(new ApiExchange(read.Method.Method, address.PathAndQuery, _options.Clock.GetElapsedTime(start)) { Status = reply!.Status, RequestId = reply.RequestId });
                if (!IsRedirect(reply!) || Follow(read, address, reply!) is null)
                {
                    return reply!.IsSuccess || (mayBeMissing && reply.Status == HttpStatusCode.NotFound) ? reply : throw Refused(read, reply, run);
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

    private async Task<(ApiReply? Reply, GhSecretsException? Failure)> TryAsync(ApiRequest request, Uri address, JObject? content, int attempts, CancellationToken cancel)
    {
        using HttpRequestMessage message = CreateMessage(request, address, content);
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

    /// <summary>What came of a try.</summary>
    /// <param name="Sent">What was sent last: the request, or a read of its look; null when it needs another turn.</param>
    /// <param name="Reply">The reply to that; null when none came.</param>
    private readonly record struct Tried(ApiRequest? Sent, ApiReply? Reply)
    {
        internal GhSecretsException? Failure { get; init; }

        /// <summary>Whether the look has found that nothing needs to be sent.</summary>
        internal bool IsEnd { get; init; }

        /// <summary>For how many reads more the next turn must have room.</summary>
        internal int MissingReads { get; init; }
    }
}
