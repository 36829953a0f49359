using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GhSecrets.Core.Tests;

/// <summary>Certificates that vouch for themselves.</summary>
internal static class LoopbackCertificate
{
    /// <summary>Makes a certificate with its key for one name.</summary>
    public static X509Certificate2 For(string dnsName)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(dnsName);
        CertificateRequest request = new($"CN={dnsName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Windows serves only with a key that went through a key store.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
