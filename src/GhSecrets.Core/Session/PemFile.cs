using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>Reads the certificates of a PEM file (RFC 7468); keys in it are passed over.</summary>
public static class PemFile
{
    private static readonly Regex s_block = new(
        "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----",
        RegexOptions.CultureInvariant);

    /// <summary>Reads all certificates of a file.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.FileNotFound"/>, or <see cref="ErrorId.InvalidArgument"/> when the file
    /// cannot be read or holds none.</exception>
    public static IReadOnlyList<X509Certificate2> Read(string path)
    {
        try
        {
            List<X509Certificate2> certificates = s_block.Matches(RegularFile.ReadText(path))
                .Cast<Match>()
                .Select(match => Load(Convert.FromBase64String(match.Groups[1].Value)))
                .ToList();
            return certificates.Count > 0
                ? certificates
                : throw new GhSecretsException(
                    ErrorId.InvalidArgument,
                    $"'{path}' holds no certificate. Give a PEM file with a BEGIN CERTIFICATE block.");
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or FormatException
                or CryptographicException)
        {
            throw new GhSecretsException(
                RegularFile.IdOf(e, ErrorId.InvalidArgument),
                RegularFile.IsMissing(e)
                    ? $"The certificate file '{path}' does not exist."
                    : $"The certificate file '{path}' cannot be read: {e.Message}");
        }
    }

    private static X509Certificate2 Load(byte[] bytes) => new(bytes);
}
