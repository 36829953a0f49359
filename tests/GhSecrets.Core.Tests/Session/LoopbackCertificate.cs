using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GhSecrets.Core.Tests;

/// <summary>Certificates that vouch for themselves.</summary>
internal static class LoopbackCertificate
{
    /// <summary>Makes a certificate with its key for one name.</summary>
    /// <param name="dnsName">The name.</param>
    /// <param name="purpose">The one purpose that it is for (RFC 5280, 4.2.1.12); null for any.</param>
    public static X509Certificate2 For(string dnsName, string? purpose = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(dnsName);
        CertificateRequest request = new($"CN={dnsName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        }

        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Windows serves only with a key that went through a key store.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
