using System;
using System.Security.Cryptography;
using GhSecrets.Core;

namespace MockGitHub;

/// <summary>Opens sealed boxes as GitHub does (<c>crypto_box_seal_open</c>), which the module itself never can.</summary>
public static class SealedBoxOpener
{
    /// <summary>Makes the 32-byte keys of a recipient.</summary>
    public static (byte[] PublicKey, byte[] PrivateKey) CreateKeyPair()
    {
        byte[] privateKey = RandomNumberGenerator.GetBytes(X25519.Size);
        byte[] publicKey = new byte[X25519.Size];
        X25519.PublicKey(publicKey, privateKey);
        return (publicKey, privateKey);
    }

    /// <summary>Opens a box; false, with an empty message, when it is too short, was changed or is for another key.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> box, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> privateKey, out byte[] message)
    {
        message = [];
        if (box.Length < SealedBox.Overhead)
        {
            return false;
        }

        ReadOnlySpan<byte> ephemeralKey = box[..X25519.Size];
        ReadOnlySpan<byte> encrypted = box[SealedBox.Overhead..];
        Span<byte> key = stackalloc byte[HSalsa20.KeySize];
        Span<byte> nonce = stackalloc byte[XSalsa20.NonceSize];
        if (!SealedBox.TryDeriveKey(key, privateKey, ephemeralKey))
        {
            return false;
        }

        SealedBox.DeriveNonce(nonce, ephemeralKey, publicKey);
        byte[] text = encrypted.ToArray();
        Span<byte> oneTimeKey = stackalloc byte[Poly1305.KeySize];
        XSalsa20.Apply(text, oneTimeKey, nonce, key);

        Span<byte> tag = stackalloc byte[Poly1305.TagSize];
        Poly1305.Tag(tag, encrypted, oneTimeKey);
        if (!CryptographicOperations.FixedTimeEquals(tag, box.Slice(X25519.Size, Poly1305.TagSize)))
        {
            return false;
        }

        message = text;
        return true;
    }
}
