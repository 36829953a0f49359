using System;

namespace GhSecrets.Core;

/// <summary>The 32 bytes of an X25519 public key (RFC 7748) that a value is sealed for.</summary>
public sealed class SealingKey
{
    /// <summary>The size of a key in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes;

    private SealingKey(byte[] bytes) => _bytes = bytes;

    /// <summary>The key's bytes, always <see cref="Size"/> of them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a key as GitHub's <c>public-key</c> endpoints write it: padded standard base64 of 32 bytes.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.PublicKeyUnusable"/> when it is not that.</exception>
    public static SealingKey FromBase64(string? text)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text ?? "");
        }
        catch (FormatException)
        {
            throw new GhSecretsException(ErrorId.PublicKeyUnusable, "The public key is not base64. Fetch it anew with Get-GhPublicKey.");
        }

        return bytes.Length == Size
            ? new SealingKey(bytes)
            : throw new GhSecretsException(
                ErrorId.PublicKeyUnusable,
                $"The public key has {bytes.Length} bytes where {Size} are needed. Fetch it anew with Get-GhPublicKey.");
    }
}
