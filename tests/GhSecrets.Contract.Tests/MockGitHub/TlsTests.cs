using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class TlsTests
{
    [Theory]
    [InlineData("localhost", "2.0")]
    [InlineData("localhost", "1.1")]
    [InlineData("127.0.0.1", "2.0")]
    [InlineData("api.github.localhost", "2.0")]
    public async Task AClientThatTrustsTheAuthority_IsServed(string host, string version)
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { Https = true, Prefix = "/api/v3", Tokens = ["t"] });
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(server.CertificatePemPath!);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            // The name is only in the request: not every machine resolves *.localhost.
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { trusted },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(server.BaseUri) { Host = host, Path = "/api/v3/rate_limit" }.Uri)
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "User-Agent", "tests" }, { "Authorization", "token t" } },
        };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(version, response.Version.ToString());
    }

    [Fact]
    public async Task AClientThatDoesNot_IsNot()
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { Https = true });
        using var http = new HttpClient();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(server.BaseUri));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task TheFileHoldsACertificate_NoKey_AndGoesWithTheServer()
    {
        var server = await MockServer.StartAsync(new MockServerOptions { Https = true });
        var path = server.CertificatePemPath!;
        var pem = await File.ReadAllTextAsync(path);
        await server.DisposeAsync();

        Assert.StartsWith("-----BEGIN CERTIFICATE-----", pem);
        Assert.DoesNotContain("PRIVATE KEY", pem);
        Assert.False(File.Exists(path));
    }
}
