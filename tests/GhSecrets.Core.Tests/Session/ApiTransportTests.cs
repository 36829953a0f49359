using System;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>TLS: an added authority is trusted besides the system's, and no check is turned off.</summary>
public sealed class ApiTransportTests
{
    [Fact]
    public async Task AnAuthorityThatNobodyTrusts_IsRefused_BeforeTheTokenIsSent()
    {
        await using MockServer server = await StartAsync();
        using ApiSession session = Open(server);

        await Refused.WithAsync(ErrorId.Unreachable, () => GetAsync(session));
        Assert.Empty(server.State.Requests.All);
    }

    [Fact]
    public async Task AnAuthorityThatWasAdded_IsTrusted()
    {
        await using MockServer server = await StartAsync();
        using ApiSession session = Open(server, [.. PemFile.Read(server.CertificatePemPath!)]);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(session)).Status);
        Assert.Single(server.State.Requests.All);
    }

    [Fact]
    public async Task AnotherAuthorityThatWasAdded_DoesNotHelp()
    {
        await using MockServer server = await StartAsync();
        using X509Certificate2 other = LoopbackCertificate.For("localhost");
        using ApiSession session = Open(server, other);

        await Refused.WithAsync(ErrorId.Unreachable, () => GetAsync(session));
        Assert.Empty(server.State.Requests.All);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("github.example.com", false)]
    public async Task ATrustedCertificate_MustStillBeForThisName(string dnsName, bool isAccepted)
    {
        using X509Certificate2 certificate = LoopbackCertificate.For(dnsName);
        await using ScriptedServer server = await ScriptedServer.StartAsync(certificate);
        server.Reply(200);
        using ApiSession session = server.Open(maximumRetryCount: 0, trusted: [certificate]);

        if (isAccepted)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(session)).Status);
        }
        else
        {
            await Refused.WithAsync(ErrorId.Unreachable, () => GetAsync(session));
            Assert.Empty(server.Requests);
        }
    }

    [Fact]
    public async Task AProxy_TakesThePlaceOfTheSystems()
    {
        await using ScriptedServer proxy = await ScriptedServer.StartAsync();
        proxy.Reply(200);
        using ApiSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri("http://api.github.localhost"),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            Proxy = new WebProxy(new Uri(proxy.Address)),
        });

        await GetAsync(session);

        Assert.Equal("http://api.github.localhost/rate_limit", Assert.Single(proxy.Requests).Path);
    }

    private static Task<MockServer> StartAsync() => MockServer.StartAsync(new MockServerOptions { Https = true, Tokens = [Marked.Token] });

    private static ApiSession Open(MockServer server, params X509Certificate2[] trusted) => new(new ApiSessionOptions
    {
        Host = ApiHost.FromBaseUri(server.BaseUri.AbsoluteUri),
        Token = AccessToken.FromText(Marked.Token, "the test"),
        MaximumRetryCount = 0,
        TrustedCertificates = trusted,
    });

    private static Task<ApiReply> GetAsync(ApiSession session) =>
        session.SendAsync(new ApiRequest(HttpMethod.Get, "rate_limit"), null, CancellationToken.None);
}
