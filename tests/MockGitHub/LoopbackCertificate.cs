using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockGitHub;

/// <summary>A certificate for this machine's own names, under an authority that exists only in memory and in a PEM file without its key.</summary>
internal sealed class LoopbackCertificate : IDisposable
{
    private LoopbackCertificate(X509Certificate2 server, string pemPath) => (Server, PemPath) = (server, pemPath);

    /// <summary>What the server shows, with its private key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The file with the authority's certificate, for a client to trust; gone with this object.</summary>
    public string PemPath { get; }

    public static LoopbackCertificate Create()
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        var to = from.AddDays(90);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority(authorityKey).CreateSelfSigned(from, to);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Leaf(serverKey).Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        using var server = bare.CopyWithPrivateKey(serverKey);

        // Windows serves only with a key that went through a key store; elsewhere this changes nothing.
        var loaded = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), password: null);
        var path = Path.Combine(Path.GetTempPath(), $"mockgithub-{Guid.NewGuid():N}.pem");
        File.WriteAllText(path, authority.ExportCertificatePem());
        return new LoopbackCertificate(loaded, path);
    }

    public void Dispose()
    {
        Server.Dispose();
        File.Delete(PemPath);
    }

    private static CertificateRequest Authority(ECDsa key)
    {
        var request = new CertificateRequest("CN=MockGitHub authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest Leaf(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("*.localhost");

        // OpenSSL takes no wildcard this near to the root.
        names.AddDnsName("github.localhost");
        names.AddDnsName("api.github.localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        return request;
    }
}
