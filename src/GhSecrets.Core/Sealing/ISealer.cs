namespace GhSecrets.Core;

/// <summary>Makes a libsodium sealed box (<c>crypto_box_seal</c>): anyone can seal for a public key, only its owner can open.</summary>
public interface ISealer
{
    /// <summary>The library at work: <c>libsodium</c> with its version, or <c>BouncyCastle</c>.</summary>
    string Name { get; }

    /// <summary>Seals a message, which is read where it is; the box is 48 bytes longer (32 of ephemeral public key, 16 of
    /// authentication).</summary>
    /// <exception cref="GhSecretsException">
    /// <see cref="ErrorId.PublicKeyUnusable"/> for a key of low order, <see cref="ErrorId.SealingFailed"/> without random bytes.
    /// </exception>
    byte[] Seal(byte[] message, SealingKey key);
}
