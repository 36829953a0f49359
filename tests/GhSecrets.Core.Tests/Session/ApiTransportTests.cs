using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Connections are kept and shared; an added authority is trusted besides the system's, and no check is turned off.</summary>
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

    [Theory]
    [InlineData(true, "HTTP/2")]
    [InlineData(false, "HTTP/1.1")]
    public async Task ConnectionsAreKept_NoMoreThanRunAtOnce_AndOneWhereTheServerSharesIt(bool overTls, string protocol)
    {
        using X509Certificate2 certificate = LoopbackCertificate.For("localhost");
        await using ScriptedServer server = await ScriptedServer.StartAsync(overTls ? certificate : null);
        ConcurrentBag<(string Connection, string Protocol)> seen = [];
        for (int request = 1; request <= 150; request++)
        {
            server.Reply(context =>
            {
                seen.Add((context.Connection.Id, context.Request.Protocol));
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            });
        }

        using ApiSession session = server.Open(trusted: [certificate]);
        await session.SendAsync(new ApiRequest(HttpMethod.Put, "first"), null, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(2, 149).Select(number => session.SendAsync(new ApiRequest(HttpMethod.Put, $"x{number}"), null, CancellationToken.None)));

        Assert.All(seen, request => Assert.Equal(protocol, request.Protocol));
        Assert.InRange(seen.Select(request => request.Connection).Distinct().Count(), 1, overTls ? 1 : 8);
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
    [InlineData("http://127.0.0.1:8080", false, false)]
    [InlineData("https://localhost/api/v3", false, false)]
    [InlineData("https://[::1]:8443", false, false)]
    [InlineData("http://api.github.localhost", false, false)]
    [InlineData("http://127.0.0.1:8080", true, true)]
    [InlineData("https://github.example.com/api/v3", false, true)]
    public void TheSystemsProxy_IsNeverAskedForThisMachine(string address, bool isGiven, bool isUsed)
    {
        IWebProxy? given = isGiven ? ProxyAddress.Open("http://proxy:3128") : null;
        using SocketsHttpHandler handler = (SocketsHttpHandler)ApiTransport.Create(new ApiSessionOptions { Host = ApiHost.FromBaseUri(address), Proxy = given });

        Assert.Equal((isUsed, given), (handler.UseProxy, handler.Proxy));
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
    public async Task ACertificateForAnotherName_TellsThat()
    {
        using X509Certificate2 certificate = LoopbackCertificate.For("github.example.com");
        await using ScriptedServer server = await ScriptedServer.StartAsync(certificate);
        using ApiSession session = server.Open(maximumRetryCount: 0, trusted: [certificate]);

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Unreachable, () => GetAsync(session));

        Assert.Contains("is for another name than the one that was asked.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateForClients_IsRefused_BeforeTheTokenIsSent()
    {
        using X509Certificate2 certificate = LoopbackCertificate.For("localhost", "1.3.6.1.5.5.7.3.2");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<bool> accepted = ServeAsync(listener, certificate);
        using ApiSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            MaximumRetryCount = 0,
            TrustedCertificates = [certificate],
        });

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Unreachable, () => GetAsync(session));

        Assert.Contains("is not for servers", refusal.Message, StringComparison.Ordinal);
        Assert.False(await accepted);
    }

    // Whether a client goes on after it has seen the certificate, and sends something.
    private static async Task<bool> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using SslStream stream = new(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            return await stream.ReadAsync(new byte[1]) > 0;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
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
