using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
#if NET
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
#endif

namespace GhSecrets.Core;

/// <summary>The HTTP handler below a session: pooled connections, no more of them than requests at once, no redirects of its own, and the
/// trust in an added authority.</summary>
internal static class ApiTransport
{
    // RFC 5280, 4.2.1.12.
    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Makes the handler; <see cref="ApiSessionOptions.TrustedCertificates"/> adds authorities and turns no check off, and the
    /// system's proxy is never asked to reach this machine.</summary>
    internal static HttpMessageHandler Create(ApiSessionOptions options)
    {
#if NET
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            MaxConnectionsPerServer = options.ThrottleLimit,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = ConnectAsync,
        };
        if (options.TrustedCertificates.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                certificate is not null && IsTrusted(options, new X509Certificate2(certificate), chain, errors)
                    ? true
                    : throw WhyNot(errors);
        }
#else
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = 100,

            // A process that does not leave it to the system, as Windows PowerShell may, keeps the protocols of an older time; only this
            // handler leaves them.
            SslProtocols = ServicePointManager.SecurityProtocol == SecurityProtocolType.SystemDefault
                ? SslProtocols.None
                : SslProtocols.Tls12,
        };
        if (options.TrustedCertificates.Count > 0)
        {
            handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) =>
                certificate is not null && IsTrusted(options, certificate, chain, errors);
        }
#endif
        (handler.Proxy, handler.UseProxy) = (options.Proxy, options.Proxy is not null || !options.Host.IsThisMachine);
        return handler;
    }

#if NET
    /// <summary>Connects as the handler itself would, but takes names below <c>.localhost</c> to this machine without asking a name server
    /// (RFC 6761, section 6.3).</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        DnsEndPoint target = context.DnsEndPoint;
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            string host = target.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? "localhost" : target.Host;
            await socket.ConnectAsync(host, target.Port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#endif

    /// <summary>Whether a request failed so early that no byte of it can have reached the server: looking up the name, connecting, or
    /// TLS.</summary>
    internal static bool NothingWasSent(Exception? failure) =>
#if NET
        failure is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
#else
        failure is HttpRequestException
        {
            InnerException: WebException
            {
                Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
                    or WebExceptionStatus.ConnectFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure,
            },
        };
#endif

#if NET
    // What the callback throws is the reason that is told; of a mere refusal it would be that there was a callback.
    private static AuthenticationException WhyNot(SslPolicyErrors errors) => new(
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "The server shows no certificate."
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "The server's certificate is for another name than the one that was asked."
        : "The server's certificate is not valid here: it has expired, is not for servers, or comes from no authority that is trusted, "
            + "neither one of the system's nor a -TrustedCertificate.");
#endif

    private static bool IsTrusted(ApiSessionOptions options, X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors)
        {
            return errors == SslPolicyErrors.None;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(s_serverAuthentication);
        chain.ChainPolicy.ExtraStore.AddRange(options.TrustedCertificates.ToArray());
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(
                presented.ChainElements.Cast<X509ChainElement>().Select(element => element.Certificate).ToArray());
        }

#if NET
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(options.TrustedCertificates.ToArray());
        return chain.Build(certificate);
#else
        // .NET Framework has no custom roots: build with any root, then insist that the root is one of ours.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        if (!chain.Build(certificate))
        {
            return false;
        }

        X509Certificate2 root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        return options.TrustedCertificates.Any(trusted => trusted.RawData.SequenceEqual(root.RawData));
#endif
    }
}
