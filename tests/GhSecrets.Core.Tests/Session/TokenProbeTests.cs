using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A token of an installation that GitHub has just made: one request tries it, the others wait.</summary>
public sealed class TokenProbeTests
{
    private const string Refusal = """{"message":"Bad credentials"}""";

    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task ANewToken_IsTriedAgain_WhileTheOthersWait()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(401, Refusal);
        server.Reply(204);
        server.Reply(204);
        server.Reply(204);
        using ApiSession session = Open(server, "ghs_" + Marked.Token, clock);

        Task<ApiReply>[] sending = [.. Enumerable.Range(0, 3).Select(_ => SendAsync(session, new ApiRun()))];
        await clock.UntilSomethingWaitsAsync(s_delay);
        Assert.Single(server.Requests);
        clock.Advance(s_delay);

        await Task.WhenAll(sending);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task ATokenThatIsRefusedThreeTimes_EndsTheRun()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(401, Refusal);
        server.Reply(401, Refusal);
        server.Reply(401, Refusal);
        using ApiSession session = Open(server, "ghs_" + Marked.Token, clock);
        ApiRun run = new();

        Task<ApiReply> first = SendAsync(session, run);
        await clock.UntilSomethingWaitsAsync(s_delay);
        Task<ApiReply> second = SendAsync(session, run);
        clock.Advance(s_delay);
        await clock.UntilSomethingWaitsAsync(s_delay);
        clock.Advance(s_delay);

        await Refused.WithAsync(ErrorId.TokenRejected, () => first);
        await Refused.WithAsync(ErrorId.NotAttempted, () => second);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("ghs_", 2)]
    [InlineData("ghp_", 1)]
    public async Task ATokenThatWasAccepted_OrIsNoInstallations_IsRefusedAtOnce(string prefix, int requests)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        using ApiSession session = Open(server, prefix + Marked.Token, new ManualClock());
        if (requests > 1)
        {
            server.Reply(204);
            await SendAsync(session, new ApiRun());
        }

        server.Reply(401, Refusal);

        await Refused.WithAsync(ErrorId.TokenRejected, () => SendAsync(session, new ApiRun()));
        Assert.Equal(requests, server.Requests.Count);
    }

    private static ApiSession Open(ScriptedServer server, string token, TimeProvider clock) => new(new ApiSessionOptions
    {
        Host = ApiHost.FromBaseUri(server.Address),
        Token = AccessToken.FromText(token, "the test"),
        Clock = clock,
    });

    private static Task<ApiReply> SendAsync(ApiSession session, ApiRun run) =>
        session.SendAsync(new ApiRequest(HttpMethod.Put, "x"), run, CancellationToken.None);
}
