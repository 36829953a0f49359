using System;
using System.Net;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What a session says of itself, and whether its token is good.</summary>
public sealed class GhSessionTests
{
    [Fact]
    public void ASession_ShowsItsSettings()
    {
        AccessToken token = AccessToken.FromText(Marked.Token, "GH_ENTERPRISE_TOKEN");
        using GhSession session = new(
            new ApiSessionOptions { Host = ApiHost.FromName("github.example.com"), Token = token, ThrottleLimit = 3, MaximumRetryCount = 2, Timeout = TimeSpan.FromSeconds(7) },
            new BouncyCastleSealer());

        Assert.Equal(("github.example.com", "GH_ENTERPRISE_TOKEN", "2022-11-28", "BouncyCastle"), (session.HostName, session.TokenSource, session.ApiVersion, session.Sealer));
        Assert.Equal((3, 2, 7.0), (session.ThrottleLimit, session.MaximumRetryCount, session.TimeoutSec));
        Assert.Equal("https://github.example.com/api/v3/", session.BaseUri.AbsoluteUri);
        Assert.True(session.Uses(AccessToken.FromText(Marked.Token, "GH_ENTERPRISE_TOKEN")));
        Assert.False(session.Uses(AccessToken.FromText(Marked.Token, "GITHUB_TOKEN")));
        Assert.False(session.Uses(null));
    }

    [Fact]
    public async Task Test_IsTrueForAGoodToken_ByARequestThatNoLimitCounts()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        Assert.True(await session.TestAsync(default));
        Assert.Equal(["GET /rate_limit"], server.Requests);
    }

    [Fact]
    public async Task Test_TellsOfAWrongToken()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open("ghp_wrong");

        await Refused.WithAsync(ErrorId.TokenRejected, () => session.TestAsync(default));
    }

    [Theory]
    [InlineData("api/v3", true)]
    [InlineData("", false)]
    public async Task Test_TakesNotFound_OnlyFromAnEnterpriseServer_WhoseLimitsAreOff(string path, bool isGood)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404, """{"message":"Rate limiting is not enabled."}""");
        using GhSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.Address + path),
            Token = AccessToken.FromText(Marked.Token, "the test"),
        });

        if (isGood)
        {
            Assert.True(await session.TestAsync(default));
        }
        else
        {
            Assert.Equal(HttpStatusCode.NotFound, Assert.IsType<ApiException>(await Refused.WithAsync(ErrorId.ScopeNotFound, () => session.TestAsync(default))).Status);
        }
    }

    [Fact]
    public async Task ADisposedSession_IsNotSignedIn_WhateverIsAsked()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        GhSession session = server.Open();
        session.Dispose();

        await Refused.WithAsync(ErrorId.NotSignedIn, () => session.TestAsync(default));
        await Refused.WithAsync(ErrorId.NotSignedIn, () => new SecretStore(session).GetAllAsync(AcmeServer.Organization, default));
        Assert.Empty(server.Requests);
    }
}
