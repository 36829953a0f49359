using System;

namespace GhSecrets.Core;

/// <summary>The 32 bytes of a Curve25519 public key (RFC 7748) that a value is sealed for.</summary>
public sealed class SealingKey
{
    /// <summary>The size of a key in bytes.</summary>
    public const int Size = 32;

    private SealingKey(byte[] bytes) => Array = bytes;

    /// <summary>The key's bytes, always <see cref="Size"/> of them, for libraries that read nothing but an array.</summary>
    internal byte[] Array { get; }

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
            throw new GhSecretsException(ErrorId.PublicKeyUnusable, "The public key is not base64. Read it again with Get-GhPublicKey.");
        }

        return bytes.Length == Size
            ? new SealingKey(bytes)
            : throw new GhSecretsException(
                ErrorId.PublicKeyUnusable,
                $"The public key has {bytes.Length} bytes where {Size} are needed. Read it again with Get-GhPublicKey.");
    }
}
