using System;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>The layout of libsodium's sealed box, and what both its ends compute: public key (32), tag (16), encrypted message.</summary>
/// <remarks>https://doc.libsodium.org/public-key_cryptography/sealed_boxes</remarks>
internal static class SealedBox
{
    /// <summary>The bytes that a box has more than its message.</summary>
    public const int Overhead = X25519.Size + Poly1305.TagSize;

    /// <summary>Derives the nonce, which a box does not carry: BLAKE2b-192 of the ephemeral public key and the recipient's.</summary>
    public static void DeriveNonce(Span<byte> nonce, ReadOnlySpan<byte> ephemeralKey, ReadOnlySpan<byte> recipientKey)
    {
        Span<byte> keys = stackalloc byte[2 * X25519.Size];
        ephemeralKey.CopyTo(keys);
        recipientKey.CopyTo(keys.Slice(X25519.Size));
        Blake2b.Hash(nonce.Slice(0, XSalsa20.NonceSize), keys);
    }

    /// <summary>Derives the 32-byte key of a box by X25519 and HSalsa20; false for a public key of low order, as in libsodium.</summary>
    public static bool TryDeriveKey(Span<byte> key, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> zeros = stackalloc byte[X25519.Size];
        zeros.Clear();
        X25519.Multiply(key, privateKey, publicKey);
        bool isLowOrder = CryptographicOperations.FixedTimeEquals(key, zeros);
        HSalsa20.Derive(key, key, zeros.Slice(0, 16));
        return !isLowOrder;
    }

    /// <summary>The refusal that both sealers give for a public key of low order, whose boxes anyone could open.</summary>
    public static GhSecretsException LowOrder() => new(
        ErrorId.PublicKeyUnusable,
        "The public key is of low order: anyone could open what is sealed for it. Nothing was sent; check the host and every proxy on the way to it.");
}
