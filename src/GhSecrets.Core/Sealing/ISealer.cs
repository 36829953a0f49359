using System;

namespace GhSecrets.Core;

/// <summary>Makes a libsodium sealed box (<c>crypto_box_seal</c>): anyone can seal for a public key, only its owner can open.</summary>
public interface ISealer
{
    /// <summary>The implementation at work: <c>libsodium</c> and its version, or <c>managed</c>.</summary>
    string Name { get; }

    /// <summary>Seals a message; the box is 48 bytes longer than the message (32 bytes of ephemeral public key, 16 of authentication).</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.PublicKeyUnusable"/> for a key of low order, <see cref="ErrorId.SealingFailed"/> when the library fails.</exception>
    byte[] Seal(ReadOnlySpan<byte> message, SealingKey key);
}
