using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The one way out: what a request carries, where it may be sent on to, and how it ends.</summary>
public sealed class ApiSessionTests
{
    [Fact]
    public async Task Send_CarriesTheHeadersThatGitHubAsksFor()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(201);
        using ApiSession session = server.Open();

        await session.SendAsync(new ApiRequest(HttpMethod.Put, "orgs/acme/x", new JObject { ["a"] = "ä" }), null, CancellationToken.None);

        ScriptedRequest request = Assert.Single(server.Requests);
        Assert.Equal(("PUT", "/orgs/acme/x", """{"a":"ä"}"""), (request.Method, request.Path, request.Body));
        Assert.Equal("Bearer " + Marked.Token, request.Headers["Authorization"]);
        Assert.Equal("application/vnd.github+json", request.Headers["Accept"]);
        Assert.Equal("2022-11-28", request.Headers["X-GitHub-Api-Version"]);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Matches("^GhSecrets/[0-9]+[.][0-9]+[.][0-9]+$", request.Headers["User-Agent"]);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
    }

    [Fact]
    public async Task Send_AsksForTheVersionOfTheSession_BelowItsAddress()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200);
        using ApiSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.Address + "api/v3"),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            ApiVersion = "2026-03-10",
        });

        await session.SendAsync(new ApiRequest(HttpMethod.Get, "repos/acme/app/environments/prod%2Feu%20west/secrets"), null, CancellationToken.None);

        ScriptedRequest request = Assert.Single(server.Requests);
        Assert.Equal("/api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets", request.Path);
        Assert.Equal("2026-03-10", request.Headers["X-GitHub-Api-Version"]);
        Assert.DoesNotContain("Content-Type", request.Headers.Keys);
    }

    [Fact]
    public async Task Send_KeepsNoCookies()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, "{}", ("Set-Cookie", "a=b"));
        server.Reply(200);
        using ApiSession session = server.Open();

        await GetAsync(session);
        await GetAsync(session);

        Assert.Equal(2, server.Requests.Count);
        Assert.DoesNotContain("Cookie", server.Requests[1].Headers.Keys);
    }

#if NET
    [Fact]
    public async Task Send_TellsOfEveryTry_WithoutHeadersAndBodies()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(context =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            context.Response.StatusCode = 502;
            return Task.CompletedTask;
        });
        server.Reply(201, "{}", ("X-GitHub-Request-Id", "AB:1"));
        using ApiSession session = server.Open(clock, jitter: 1);
        List<ApiExchange> exchanges = [];

        Task<ApiReply> sending = session.SendAsync(
            new ApiRequest(HttpMethod.Put, "orgs/acme/x?y=1", new JObject { ["v"] = Marked.Value }), new ApiRun(exchanges.Add), CancellationToken.None);
        await clock.PassAsync(TimeSpan.FromSeconds(1));
        ApiReply reply = await sending;

        Assert.Equal(2, reply.Attempts);
        Assert.Equal("AB:1", reply.RequestId);
        Assert.Equal(["PUT /orgs/acme/x?y=1 502 250 ms, again in 1.0 s", "PUT /orgs/acme/x?y=1 201 0 ms (AB:1)"], exchanges.Select(exchange => exchange.ToString()));
    }
#endif

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task ARedirectOnTheSameOrigin_IsFollowed_WithMethodAndBody(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status, "{}", ("Location", server.Address + "repositories/17/x"));
        server.Reply(204);
        using ApiSession session = server.Open();

        ApiReply reply = await session.SendAsync(new ApiRequest(HttpMethod.Put, "repos/acme/old/x", new JObject { ["a"] = 1 }), null, CancellationToken.None);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal(
            [("PUT", "/repos/acme/old/x", """{"a":1}"""), ("PUT", "/repositories/17/x", """{"a":1}""")],
            server.Requests.Select(request => (request.Method, request.Path, request.Body)));
        Assert.Equal("Bearer " + Marked.Token, server.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task ARedirectWithoutAnOrigin_IsFollowed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(307, "{}", ("Location", "/repositories/17"));
        server.Reply(200);
        using ApiSession session = server.Open();

        await GetAsync(session);

        Assert.Equal("/repositories/17", server.Requests[1].Path);
    }

    [Fact]
    public async Task ARedirectToAnotherOrigin_IsRefused_AndNothingIsSentThere()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using ScriptedServer other = await ScriptedServer.StartAsync();
        server.Reply(307, "{}", ("Location", other.Address + "user"));
        using ApiSession session = server.Open();

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.UnexpectedReply, () => GetAsync(session));

        Assert.Contains(other.Address.TrimEnd('/'), refusal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("https", "")]
    [InlineData("http", "user@")]
    public async Task ARedirectToAnotherScheme_OrWithAUser_IsAnotherOrigin(string scheme, string user)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(307, "{}", ("Location", server.Address.Replace("http://", $"{scheme}://{user}", StringComparison.Ordinal)));
        using ApiSession session = server.Open();

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => GetAsync(session));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ARedirectToNowhere_IsUnexpected()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(302);
        using ApiSession session = server.Open();

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => GetAsync(session));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ALoopOfRedirects_Ends()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int redirect = 1; redirect <= 20; redirect++)
        {
            server.Reply(307, "{}", ("Location", "/user"));
        }

        using ApiSession session = server.Open();

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => GetAsync(session));
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in " + Marked.Value + "</body></html>")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("\"" + Marked.Value + "\"")]
    [InlineData("{\"a\":")]
    public async Task AReplyThatIsNoObject_IsUnexpected_AndNotQuoted(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, body);
        using ApiSession session = server.Open();
        ApiReply reply = await GetAsync(session);

        GhSecretsException refusal = Refused.With(ErrorId.UnexpectedReply, () => reply.Json<JObject>());
        Assert.Contains("a proxy or a sign-in page", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReplyThatLacksAProperty_IsUnexpected()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """{"id":"text","name":7,"items":{}}""");
        using ApiSession session = server.Open();
        JObject json = (await GetAsync(session)).Json<JObject>();

        Refused.With(ErrorId.UnexpectedReply, () => json.Number("id"));
        Refused.With(ErrorId.UnexpectedReply, () => json.Text("name"));
        Refused.With(ErrorId.UnexpectedReply, () => json.Text("none"));
        Refused.With(ErrorId.UnexpectedReply, () => json.Items("items"));
    }

    [Fact]
    public void ASessionWithoutAToken_IsNotSignedIn_AndNamesTheVariables()
    {
        Assert.Contains("Set GH_TOKEN or GITHUB_TOKEN", OpenWithoutToken("github.com"), StringComparison.Ordinal);
        Assert.Contains("Set GH_ENTERPRISE_TOKEN or GITHUB_ENTERPRISE_TOKEN", OpenWithoutToken("github.example.com"), StringComparison.Ordinal);

        static string OpenWithoutToken(string host) => Refused.With(ErrorId.NotSignedIn, () =>
        {
            using ApiSession session = new(new ApiSessionOptions { Host = ApiHost.FromName(host) });
        }).Message;
    }

    [Fact]
    public async Task ADisposedSession_IsNotSignedIn()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ApiSession session = server.Open();
        session.Dispose();

        await Refused.WithAsync(ErrorId.NotSignedIn, () => GetAsync(session));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ASessionThatIsDisposedDuringARequest_IsNotSignedIn()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Task arrived = server.HoldAsync();
        ApiSession session = server.Open();

        Task<ApiReply> sending = GetAsync(session);
        await arrived;
        session.Dispose();

        await Refused.WithAsync(ErrorId.NotSignedIn, () => sending);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancellation_EndsARequest_AndIsNoError()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Task arrived = server.HoldAsync();
        using ApiSession session = server.Open();
        using CancellationTokenSource cancel = new();

        Task<ApiReply> sending = GetAsync(session, cancel.Token);
        await arrived;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(server.Requests);
    }

    private static Task<ApiReply> GetAsync(ApiSession session, CancellationToken cancel = default) =>
        session.SendAsync(new ApiRequest(HttpMethod.Get, "user"), null, cancel);
}
