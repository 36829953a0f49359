using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace GhSecrets.Core.Tests;

/// <summary>Certificates of a PEM file, and nothing else of it.</summary>
public sealed class PemFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string PemPath => Path.Combine(_folder, "ca.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_TakesAllCertificates_AndPassesOverKeysAndText()
    {
        using X509Certificate2 one = LoopbackCertificate.For("one.example.com");
        using X509Certificate2 two = LoopbackCertificate.For("two.example.com");
        string key = one.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(PemPath, $"# the first\r\n{one.ExportCertificatePem().ReplaceLineEndings("\r\n")}\r\n{key}\n{two.ExportCertificatePem()}");

        X509Certificate2[] certificates = [.. PemFile.Read(PemPath)];

        Assert.Equal([one.Thumbprint, two.Thumbprint], certificates.Select(certificate => certificate.Thumbprint));
        Assert.All(certificates, certificate => Assert.False(certificate.HasPrivateKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n")]
    public void AFileWithoutACertificate_IsRefused(string text)
    {
        File.WriteAllText(PemPath, text);

        Assert.Contains("holds no certificate", Refused.With(ErrorId.InvalidArgument, () => PemFile.Read(PemPath)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAAA")]
    public void ACertificateThatIsNone_IsRefused(string base64)
    {
        File.WriteAllText(PemPath, $"-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n");

        Assert.Contains("cannot be read", Refused.With(ErrorId.InvalidArgument, () => PemFile.Read(PemPath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatCannotBeRead_IsRefused()
    {
        Assert.EndsWith("does not exist.", Refused.With(ErrorId.FileNotFound, () => PemFile.Read(PemPath)).Message, StringComparison.Ordinal);
        Refused.With(ErrorId.InvalidArgument, () => PemFile.Read(_folder));
        Refused.With(ErrorId.InvalidArgument, () => PemFile.Read(""));
        Refused.With(ErrorId.InvalidArgument, () => PemFile.Read("ca\0.pem"));
    }
}
