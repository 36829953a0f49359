using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace GhSecrets.Core.Tests;

/// <summary>What .NET Framework would do otherwise: two connections to a server, and the TLS of an older time.</summary>
public sealed class HandlerTests
{
    [Theory]
    [InlineData(SecurityProtocolType.SystemDefault, SslProtocols.None)]
    [InlineData(SecurityProtocolType.Tls12, SslProtocols.Tls12)]
    public void Tls12_IsSpoken_WhereTheSystemDoesNotChoose_AndTheProcessKeepsItsOwn(SecurityProtocolType process, SslProtocols expected)
    {
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;
        try
        {
            ServicePointManager.SecurityProtocol = process;
            using HttpClientHandler handler = Create();

            Assert.Equal(expected, handler.SslProtocols);
            Assert.Equal(process, ServicePointManager.SecurityProtocol);
        }
        finally
        {
            ServicePointManager.SecurityProtocol = before;
        }
    }

    [Fact]
    public void ManyConnections_GoToOneServer()
    {
        using HttpClientHandler handler = Create();

        Assert.Equal(100, handler.MaxConnectionsPerServer);
    }

    private static HttpClientHandler Create() => Assert.IsType<HttpClientHandler>(ApiTransport.Create(new ApiSessionOptions()));
}
