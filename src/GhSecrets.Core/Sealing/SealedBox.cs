namespace GhSecrets.Core;

/// <summary>What is true of a libsodium sealed box whoever makes it: ephemeral public key (32 bytes), tag (16), encrypted
/// message.</summary>
/// <remarks>https://doc.libsodium.org/public-key_cryptography/sealed_boxes</remarks>
internal static class SealedBox
{
    /// <summary>The bytes that a box has more than its message.</summary>
    public const int Overhead = SealingKey.Size + 16;

    /// <summary>The refusal that both sealers give for a public key of low order, whose boxes anyone could open.</summary>
    public static GhSecretsException LowOrder() => new(
        ErrorId.PublicKeyUnusable,
        "The public key is of low order: anyone could open what is sealed for it. "
            + "Nothing was sent; check the host and every proxy on the way to it.");
}
