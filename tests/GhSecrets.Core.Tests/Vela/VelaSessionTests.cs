using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using MockVela;

namespace GhSecrets.Core.Tests;

/// <summary>How a session comes to its access tokens, and what of a server's replies it asks for again.</summary>
public sealed class VelaSessionTests
{
    private static readonly VelaSecretScope s_scope = VelaSecretScope.ForRepository("acme", "app");

    [Fact]
    public async Task APersonalToken_IsExchangedOnce_HoweverManyAskAtOnce()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => new VelaSecretStore(session).GetAsync(s_scope, "a", CancellationToken.None)));

        Assert.Single(server.State.Requests.All, request => request.Path == "/authenticate/token");
        Assert.Equal(21, server.State.Requests.All.Count);
    }

    [Fact]
    public async Task AnAccessToken_IsRenewed_AMinuteBeforeItsEnd()
    {
        Clock clock = new();
        await using VelaServer server = await StartAsync(clock);
        using VelaSession session = Open(server, "marked-pat", clock: clock);
        VelaSecretStore store = new(session);

        await store.GetAsync(s_scope, "a", CancellationToken.None);
        Assert.Equal(clock.Now.AddMinutes(15), session.AccessTokenExpiresAt);
        clock.Now += TimeSpan.FromMinutes(13.9);
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        Assert.Equal(3, server.State.Requests.All.Count);
        clock.Now += TimeSpan.FromSeconds(6);
        await store.GetAsync(s_scope, "a", CancellationToken.None);

        Assert.Equal(["/authenticate/token", "/api/v1/secrets/native/repo/acme/app/a"], server.State.Requests.All.Skip(3).Select(request => request.Path));
    }

    [Fact]
    public async Task AnAccessTokenThatIsRefused_IsRenewedOnce()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");
        VelaSecretStore store = new(session);
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        server.State.RevokeAccessTokens();

        await store.GetAsync(s_scope, "a", CancellationToken.None);

        Assert.Equal([200, 200, 401, 200, 200], server.State.Requests.All.Select(request => request.Status));
    }

    [Fact]
    public async Task ATokenOfTheWrongKind_IsUsedAsItIs_AndNeverExchanged()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat", VelaTokenKind.Access);

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => new VelaSecretStore(session).GetAsync(s_scope, "a", CancellationToken.None));

        Assert.Equal(ErrorId.TokenRejected, refusal.Id);
        Assert.Single(server.State.Requests.All);
    }

    [Fact]
    public async Task AWrongPersonalToken_IsTriedOnce_AndShownNowhere()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "wrong-marked-pat");
        VelaSecretStore store = new(session);

        for (int i = 0; i < 3; i++)
        {
            ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => store.GetAsync(s_scope, "a", CancellationToken.None));
            Assert.Equal(ErrorId.TokenRejected, refusal.Id);
            Assert.DoesNotContain("marked", refusal.ToString());
        }

        Assert.Equal("/authenticate/token", Assert.Single(server.State.Requests.All).Path);
    }

    [Fact]
    public async Task MissingRights_AreA401_ThatRenewsNothing()
    {
        await using VelaServer server = await StartAsync();
        server.State.AddUser(new VelaUser("other", "mallory", IsAdmin: false));
        using VelaSession session = Open(server, "other");

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => new VelaSecretStore(session).GetAsync(s_scope, "a", CancellationToken.None));

        Assert.Equal(ErrorId.Forbidden, refusal.Id);
        Assert.Contains("user mallory does not have 'admin' permissions for the repo acme/app", refusal.Message);
        Assert.Equal(2, server.State.Requests.All.Count);
    }

    [Fact]
    public async Task A500WithWords_IsAnAnswer_AndAnyOtherIsAskedAgain()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");
        VelaSecretStore store = new(session);
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        server.State.Requests.Clear();

        ApiException missing = await Assert.ThrowsAsync<ApiException>(() => store.GetAsync(s_scope, "nowhere", CancellationToken.None));
        Assert.Equal(ErrorId.SecretNotFound, missing.Id);
        Assert.Single(server.State.Requests.All);

        server.State.ReplyNext(new CannedReply(500, "<html>", "text/html"));
        server.State.ReplyNext(new CannedReply(502, """{"error":"upstream"}"""));
        server.State.ReplyNext(new CannedReply(0));
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        Assert.Equal([500, 500, 502, 0, 200], server.State.Requests.All.Select(request => request.Status));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(0)]
    public async Task APost_IsNotSentAgain_OnceItMayHaveArrived(int status)
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");
        VelaSecretStore store = new(session);
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        server.State.Requests.Clear();
        server.State.ReplyNext(new CannedReply(404, """{"error":"unknown"}"""));
        server.State.ReplyNext(new CannedReply(status));
        using SecretValue value = SecretValue.FromText("v");
        using VelaSecretUpdate update = new(s_scope, "new", value, new VelaSettings());

        await Assert.ThrowsAnyAsync<GhSecretsException>(() => store.SetAsync(update, CancellationToken.None));

        Assert.Equal(["PUT", "POST"], server.State.Requests.All.Select(request => request.Method));
    }

    [Fact]
    public async Task APost_IsSentAgain_WhenNothingOfItWasSent()
    {
        string address;
        await using (VelaServer server = await StartAsync())
        {
            address = server.Address.AbsoluteUri;
        }

        int tries = 0;
        using ApiSession session = new(
            new ApiSessionOptions { Host = VelaEnvironment.Server(address), Token = AccessToken.FromText("t", "the test"), MaximumRetryCount = 2, Jitter = () => 0 },
            VelaDialect.Instance);

        GhSecretsException refusal = await Assert.ThrowsAsync<GhSecretsException>(
            () => session.SendAsync(new ApiRequest(HttpMethod.Post, "x"), new ApiRun(_ => tries++), CancellationToken.None));

        Assert.Equal((ErrorId.Unreachable, 3), (refusal.Id, tries));
    }

    [Fact]
    public async Task AServersWords_ThatHoldTheValue_AreNotShown()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");
        VelaSecretStore store = new(session);
        await store.GetAsync(s_scope, "a", CancellationToken.None);
        server.State.ReplyNext(new CannedReply(400, """{"error":"cannot decode marked-value"}""", "text/plain"));
        using SecretValue value = SecretValue.FromText("marked-value");
        using VelaSecretUpdate update = new(s_scope, "a", value, new VelaSettings());

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => store.SetAsync(update, CancellationToken.None));

        Assert.DoesNotContain("marked", refusal.ToString());
        Assert.Equal(ErrorId.Rejected, refusal.Id);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(100, 2)]
    [InlineData(205, 3)]
    public async Task AList_IsReadToItsEnd(int count, int requests)
    {
        await using VelaServer server = await StartAsync();
        for (int number = 1; number < count; number++)
        {
            server.State.AddSecret(new JsonObject { ["type"] = "repo", ["org"] = "acme", ["repo"] = "app", ["name"] = $"s{number}", ["value"] = "v" });
        }

        using VelaSession session = Open(server, "marked-pat");

        Assert.Equal(count, (await new VelaSecretStore(session).GetAllAsync(s_scope, CancellationToken.None)).Count);
        Assert.Equal(requests, server.State.Requests.All.Count(request => request.Method == "GET"));
    }

    [Fact]
    public async Task AListThatHasNoEnd_Ends()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int page = 1; page <= 1_000; page++)
        {
            server.Reply(200, """[{"id":1,"name":"a"}]""", ("Link", $"<{server.Address}api/v1/secrets?page={page + 1}>; rel=\"next\""));
        }

        using VelaSession session = new(server.Options(), VelaTokenKind.Access);

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => new VelaSecretStore(session).GetAllAsync(s_scope, CancellationToken.None));
        Assert.Equal(1_000, server.Requests.Count);
    }

    [Fact]
    public async Task ASecret_NeverHoldsItsValueOrTheMask()
    {
        await using VelaServer server = await StartAsync();
        using VelaSession session = Open(server, "marked-pat");

        VelaSecret secret = await new VelaSecretStore(session).GetAsync(s_scope, "a", CancellationToken.None);

        Assert.DoesNotContain("secure", secret.Json);
        Assert.Contains("\"events\":[\"push\"]", secret.Json);
    }

    [Theory]
    [InlineData("https://vela.example.com", null, "VELA_TOKEN")]
    [InlineData("https://vela.example.com", "https://vela.example.com/", "VELA_TOKEN")]
    [InlineData("https://other.example.com", "https://vela.example.com", null)]
    public void TheEnvironmentsToken_GoesToItsOwnServerAlone(string server, string? address, string? source)
    {
        VelaEnvironment environment = new(name => name switch { "VELA_ADDR" => address, "VELA_TOKEN" => "t", "VELA_ACCESS_TOKEN" => "a", _ => null });

        Assert.Equal(source, environment.Token(VelaEnvironment.Server(server))?.Token.Source);
    }

    [Theory]
    [InlineData("http://vela.example.com")]
    [InlineData("vela.example.com")]
    [InlineData("https://user@vela.example.com")]
    public void AnAddressThatIsNone_OrPlain_IsRefused(string address) =>
        Assert.Equal(ErrorId.InvalidArgument, Assert.Throws<GhSecretsException>(() => VelaEnvironment.Server(address)).Id);

    private static async Task<VelaServer> StartAsync(TimeProvider? clock = null)
    {
        VelaServer server = await VelaServer.StartAsync(new VelaServerOptions { Tokens = ["marked-pat"], Clock = clock ?? TimeProvider.System });
        server.State.AddRepository("acme/app");
        server.State.AddSecret(new JsonObject { ["type"] = "repo", ["org"] = "acme", ["repo"] = "app", ["name"] = "a", ["value"] = "v", ["events"] = new JsonArray("push") });
        return server;
    }

    private static VelaSession Open(VelaServer server, string token, VelaTokenKind kind = VelaTokenKind.Personal, TimeProvider? clock = null) => new(
        new ApiSessionOptions
        {
            Host = VelaEnvironment.Server(server.Address.AbsoluteUri),
            Token = AccessToken.FromText(token, "the test"),
            Clock = clock ?? TimeProvider.System,
            Jitter = () => 0,
        },
        kind);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
