using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>What passes is tried again, after a wait that the clock of the session measures; what is an answer is not.</summary>
public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task AFailureInPassing_IsTriedAgain_WithMethodAndBody(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status);
        server.Reply(204);
        using ApiSession session = server.Open();

        ApiReply reply = await PutAsync(session);

        Assert.Equal((HttpStatusCode.NoContent, 2), (reply.Status, reply.Attempts));
        Assert.Equal([("PUT", """{"a":1}"""), ("PUT", """{"a":1}""")], server.Requests.Select(request => (request.Method, request.Body)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task AnAnswer_IsNotAskedForAgain(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status);
        using ApiSession session = server.Open();

        await Assert.ThrowsAsync<ApiException>(() => PutAsync(session));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Tries_EndWithTheMaximumRetryCount(int maximumRetryCount)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int reply = 1; reply <= 10; reply++)
        {
            server.Reply(503);
        }

        using ApiSession session = server.Open(maximumRetryCount: maximumRetryCount);

        ApiException refusal = (ApiException)await Refused.WithAsync(ErrorId.ServerError, () => PutAsync(session));
        Assert.Equal(maximumRetryCount + 1, refusal.Attempts);
        Assert.Equal(maximumRetryCount + 1, server.Requests.Count);
        Assert.Equal(maximumRetryCount > 0, refusal.Message.Contains("also when asked again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheWaits_GrowUpToHalfAMinute()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int reply = 1; reply <= 7; reply++)
        {
            server.Reply(502);
        }

        server.Reply(204);
        using ApiSession session = server.Open(clock, jitter: 1, maximumRetryCount: 7);

        Task<ApiReply> sending = PutAsync(session);
        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            await clock.PassAsync(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(8, (await sending).Attempts);
    }

    [Fact]
    public async Task TheWaits_AreSpreadByJitter()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(502);
        server.Reply(204);
        using ApiSession session = server.Open(clock, jitter: 0.25);

        Task<ApiReply> sending = PutAsync(session);
        await clock.PassAsync(TimeSpan.FromSeconds(0.25));

        Assert.Equal(2, (await sending).Attempts);
    }

    [Theory]
    [InlineData(429, "Retry-After", "7", 7)]
    [InlineData(403, "Retry-After", "300", 300)]
    [InlineData(429, "X-RateLimit-Reset", "+90", 90)]
    [InlineData(403, "X-RateLimit-Reset", "+300", 300)]
    [InlineData(403, "X-RateLimit-Reset", "-5", 1)]
    [InlineData(429, "Retry-After", "Tue, 10 Mar 2026 13:00:00 GMT", 60)]
    [InlineData(429, "X-RateLimit-Reset", "+9999999999999", 60)]
    [InlineData(429, null, null, 60)]
    public async Task ARateLimit_IsWaitedFor_AsLongAsTheServerSays(int status, string? header, string? value, int seconds)
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status, "{}", header switch
        {
            null => [],
            "Retry-After" => [(header, value!)],
            _ => [("X-RateLimit-Remaining", "0"), (header, $"{clock.GetUtcNow().ToUnixTimeSeconds() + long.Parse(value!, System.Globalization.CultureInfo.InvariantCulture)}")],
        });
        server.Reply(204);
        using ApiSession session = server.Open(clock, jitter: 0.5);

        Task<ApiReply> sending = PutAsync(session);
        await clock.UntilSomethingWaitsAsync(TimeSpan.FromSeconds(seconds));
        Assert.Single(server.Requests);
        await clock.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(2, (await sending).Attempts);
    }

    [Theory]
    [InlineData("Retry-After", "301", "Try again in 301 seconds.")]
    [InlineData("X-RateLimit-Reset", "1773147600", "Try again after 2026-03-10 13:00:00 UTC.")]
    public async Task ALimitThatLastsLongerThanTheMaximumWait_IsToldInsteadOfWaitedFor(string header, string value, string said)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(403, """{"message":"API rate limit exceeded"}""", ("X-RateLimit-Remaining", "0"), (header, value));
        using ApiSession session = server.Open(new ManualClock(), maximumWait: TimeSpan.FromSeconds(300));

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RateLimited, () => PutAsync(session));

        Assert.EndsWith(said, refusal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ALimitThatComesBack_IsNoFailedTry_AndEndsWithTheMaximumWait()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int reply = 1; reply <= 5; reply++)
        {
            server.Reply(429, "{}", ("Retry-After", "10"));
        }

        using ApiSession session = server.Open(clock, maximumRetryCount: 0, maximumWait: TimeSpan.FromSeconds(29));

        Task<ApiReply> sending = PutAsync(session);
        await clock.PassAsync(TimeSpan.FromSeconds(10));
        await clock.PassAsync(TimeSpan.FromSeconds(10));

        await Refused.WithAsync(ErrorId.RateLimited, () => sending);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task ALimit_StopsTheOtherRequestsOfTheSessionToo()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(403, """{"message":"You have exceeded a secondary rate limit."}""");
        server.Reply(204);
        server.Reply(204);
        using ApiSession session = server.Open(clock);

        Task<ApiReply> first = PutAsync(session);
        await clock.UntilSomethingWaitsAsync(TimeSpan.FromSeconds(60));
        Task<ApiReply> second = PutAsync(session);
        Assert.Single(server.Requests);
        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((2, 1), ((await first).Attempts, (await second).Attempts));
    }

    [Fact]
    public async Task AServerThatNamesATime_IsNotAskedSooner()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(503, "{}", ("Retry-After", "20"));
        server.Reply(204);
        using ApiSession session = server.Open(clock, jitter: 1);

        Task<ApiReply> sending = PutAsync(session);
        await clock.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, (await sending).Attempts);
    }

    [Fact]
    public async Task Tries_EndWithTheMaximumRetryTime()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(503, "{}", ("Retry-After", "200"));
        server.Reply(503, "{}", ("Retry-After", "101"));
        using ApiSession session = server.Open(clock);

        Task<ApiReply> sending = PutAsync(session);
        await clock.PassAsync(TimeSpan.FromSeconds(200));

        await Refused.WithAsync(ErrorId.ServerError, () => sending);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(null)]
    public async Task ARepeatedDelete_ThatFindsNothingMore_HasSucceeded(int? firstStatus)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        if (firstStatus is int status)
        {
            server.Reply(status);
        }
        else
        {
            server.Abort();
        }

        server.Reply(404);
        using ApiSession session = server.Open();

        ApiReply reply = await session.SendAsync(new ApiRequest(HttpMethod.Delete, "x"), null, CancellationToken.None);

        Assert.Equal(2, reply.Attempts);
    }

    [Theory]
    [InlineData("DELETE", null)]
    [InlineData("DELETE", 429)]
    [InlineData("DELETE", 307)]
    [InlineData("PUT", 503)]
    public async Task A404_IsOne_WhenNothingCanHaveBeenRemovedBefore(string method, int? firstStatus)
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        if (firstStatus is int status)
        {
            server.Reply(status, "{}", ("Location", "x"), ("Retry-After", "1"));
        }

        server.Reply(404);
        using ApiSession session = server.Open(clock);

        Task<ApiReply> sending = session.SendAsync(new ApiRequest(new HttpMethod(method), "x"), null, CancellationToken.None);
        if (firstStatus is 429 or 503)
        {
            await clock.PassAsync(TimeSpan.FromSeconds(1));
        }

        await Refused.WithAsync(ErrorId.ScopeNotFound, () => sending);
    }

    [Theory]
    [InlineData("PUT", 200, "application/json", "{}")]
    [InlineData("PUT", 200, "text/html", "<h1>Sign in</h1>")]
    [InlineData("PUT", 201, "text/html", "<h1>Sign in</h1>")]
    [InlineData("DELETE", 202, "application/json", "{}")]
    [InlineData("GET", 200, "text/html; charset=utf-8", "<h1>Sign in</h1>")]
    public async Task AnAnswerInThePlaceOfGitHubs_IsNoSuccess_AndIsAskedForAgain(string method, int status, string type, string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status, body, ("Content-Type", type));
        server.Reply(status, body, ("Content-Type", type));
        server.Reply(method == "GET" ? 200 : 204);
        server.Reply(status, body, ("Content-Type", type));
        server.Reply(status, body, ("Content-Type", type));
        using ApiSession session = server.Open(maximumRetryCount: 2);
        using ApiSession impatient = server.Open(maximumRetryCount: 1);

        ApiReply reply = await session.SendAsync(new ApiRequest(new HttpMethod(method), "x"), null, CancellationToken.None);
        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.UnexpectedReply, () => impatient.SendAsync(new ApiRequest(new HttpMethod(method), "x"), null, CancellationToken.None));

        Assert.Equal(3, reply.Attempts);
        Assert.Contains("a proxy or a sign-in page may have answered in its place", refusal.Message, StringComparison.Ordinal);
    }

#if NET
    [Fact]
    public async Task AHugeBody_IsNotTheApis()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, new string(' ', 9 * 1024 * 1024));
        using ApiSession session = server.Open(maximumRetryCount: 0);

        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.UnexpectedReply, () => session.SendAsync(new ApiRequest(HttpMethod.Get, "x"), null, CancellationToken.None));
        Assert.Contains("more than 8 MB", refusal.Message, StringComparison.Ordinal);
    }
#endif

    [Theory]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    public async Task AWaitOfAbsurdLength_IsNotWaitedFor_AndIsToldAsADate(string seconds)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(429, "{}", ("Retry-After", seconds));
        using ApiSession session = server.Open(new ManualClock());

        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.RateLimited, () => session.SendAsync(new ApiRequest(HttpMethod.Get, "x"), null, CancellationToken.None));
        Assert.Matches("Try again after [0-9]{4}-[0-9]{2}-[0-9]{2} ", refusal.Message);
    }

    [Fact]
    public async Task ARefusedToken_EndsItsRun_AndNoOther()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(503, "{}", ("Retry-After", "30"));
        server.Reply(401, """{"message":"Bad credentials"}""");
        server.Reply(204);
        using ApiSession session = server.Open(clock);
        ApiRun run = new();

        Task<ApiReply> waiting = SendAsync(run);
        await clock.UntilSomethingWaitsAsync(TimeSpan.FromSeconds(30));
        await Refused.WithAsync(ErrorId.TokenRejected, () => SendAsync(run));
        clock.Advance(TimeSpan.FromSeconds(30));

        await Refused.WithAsync(ErrorId.NotAttempted, () => waiting);
        await Refused.WithAsync(ErrorId.NotAttempted, () => SendAsync(run));
        await SendAsync(new ApiRun());
        Assert.Equal(3, server.Requests.Count);

        Task<ApiReply> SendAsync(ApiRun run) => session.SendAsync(new ApiRequest(HttpMethod.Put, "x"), run, CancellationToken.None);
    }

    [Fact]
    public async Task ADisconnectedSession_EndsAWait()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(429, "{}", ("Retry-After", "3600"));
        ApiSession session = server.Open(clock);

        Task<ApiReply> sending = PutAsync(session);
        await clock.UntilSomethingWaitsAsync(TimeSpan.FromHours(1));
        session.Dispose();

        await Refused.WithAsync(ErrorId.NotSignedIn, () => sending);
    }

    [Fact]
    public async Task Cancellation_EndsAWait()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(429, "{}", ("Retry-After", "200"));
        using ApiSession session = server.Open(clock);
        using CancellationTokenSource cancel = new();

        Task<ApiReply> sending = PutAsync(session, cancel.Token);
        await clock.UntilSomethingWaitsAsync(TimeSpan.FromSeconds(200));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ARefusedConnection_IsTriedAgain_AndThenUnreachable()
    {
        using Socket reserved = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int tries = 0;
        using ApiSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri($"http://{reserved.LocalEndPoint}"),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            MaximumRetryCount = 2,
            Jitter = () => 0,
        });

        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.Unreachable, () => session.SendAsync(new ApiRequest(HttpMethod.Get, "user"), new ApiRun(_ => tries++), CancellationToken.None));

        Assert.StartsWith($"{reserved.LocalEndPoint} cannot be reached: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, tries);
    }

#if NET
    [Fact]
    public async Task ABodyThatIsCutOff_IsTriedAgain()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.CutOff("""{"total_count":""");
        server.Reply(200, """{"a":1}""");
        using ApiSession session = server.Open();

        ApiReply reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, "user"), null, CancellationToken.None);

        Assert.Equal((2, 1L), (reply.Attempts, reply.Json<JObject>().Number("a")));
        Assert.Equal(2, server.Requests.Count);
    }
#endif

    [Fact]
    public async Task ABodyThatIsAlwaysCutOff_IsUnreachable()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int reply = 1; reply <= 2; reply++)
        {
            server.CutOff();
        }

        using ApiSession session = server.Open(maximumRetryCount: 1);

        await Refused.WithAsync(ErrorId.Unreachable, () => PutAsync(session));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsTriedAgain_AndThenTimedOut()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Task[] arrived = [server.HoldAsync(), server.HoldAsync()];
        using ApiSession session = server.Open(clock, maximumRetryCount: 1);

        Task<ApiReply> sending = PutAsync(session);
        foreach (Task one in arrived)
        {
            await one;
            await clock.PassAsync(ScriptedServer.Timeout);
        }

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.TimedOut, () => sending);
        Assert.Contains("did not answer within 100 seconds", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task ABodyThatDoesNotEnd_TimesOut_AndIsTriedAgain()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Task arrived = server.HoldAsync(afterHeaders: true);
        server.Reply(204);
        using ApiSession session = server.Open(clock);

        Task<ApiReply> sending = PutAsync(session);
        await arrived;
        await clock.PassAsync(ScriptedServer.Timeout);

        Assert.Equal(2, (await sending).Attempts);
    }

    private static Task<ApiReply> PutAsync(ApiSession session, CancellationToken cancel = default) =>
        session.SendAsync(new ApiRequest(HttpMethod.Put, "orgs/acme/x", new JObject { ["a"] = 1 }), null, cancel);
}
