using System;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>Seals in C# alone, byte for byte as libsodium does, wherever no native library can be loaded; safe for concurrent use.</summary>
public sealed class ManagedSealer : ISealer
{
    private readonly FillRandom _fillRandom;

    /// <summary>Creates a sealer that draws its ephemeral keys from the system's random number generator.</summary>
    public ManagedSealer()
        : this(FillFromSystem)
    {
    }

    internal ManagedSealer(FillRandom fillRandom) => _fillRandom = fillRandom;

    /// <summary>Fills a buffer with random bytes.</summary>
    internal delegate void FillRandom(Span<byte> buffer);

    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public byte[] Seal(ReadOnlySpan<byte> message, SealingKey key)
    {
        byte[] box = new byte[SealedBox.Overhead + message.Length];
        Span<byte> ephemeralKey = box.AsSpan(0, X25519.Size);
        Span<byte> tag = box.AsSpan(X25519.Size, Poly1305.TagSize);
        Span<byte> text = box.AsSpan(SealedBox.Overhead);

        Span<byte> ephemeralSecret = stackalloc byte[X25519.Size];
        Span<byte> boxKey = stackalloc byte[HSalsa20.KeySize];
        Span<byte> oneTimeKey = stackalloc byte[Poly1305.KeySize];
        Span<byte> nonce = stackalloc byte[XSalsa20.NonceSize];
        try
        {
            _fillRandom(ephemeralSecret);
            X25519.PublicKey(ephemeralKey, ephemeralSecret);
            if (!SealedBox.TryDeriveKey(boxKey, ephemeralSecret, key.Bytes))
            {
                throw SealedBox.LowOrder();
            }

            SealedBox.DeriveNonce(nonce, ephemeralKey, key.Bytes);
            message.CopyTo(text);
            XSalsa20.Apply(text, oneTimeKey, nonce, boxKey);
            Poly1305.Tag(tag, text, oneTimeKey);
            return box;
        }
        catch (CryptographicException failure)
        {
            throw new GhSecretsException(ErrorId.SealingFailed, "The system gave no random bytes for sealing. Nothing was sent.", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ephemeralSecret);
            CryptographicOperations.ZeroMemory(boxKey);
            CryptographicOperations.ZeroMemory(oneTimeKey);
        }
    }

    private static void FillFromSystem(Span<byte> buffer)
    {
#if NET
        RandomNumberGenerator.Fill(buffer);
#else
        byte[] bytes = new byte[buffer.Length];
        using (RandomNumberGenerator generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(bytes);
        }

        bytes.CopyTo(buffer);
        CryptographicOperations.ZeroMemory(bytes);
#endif
    }
}
