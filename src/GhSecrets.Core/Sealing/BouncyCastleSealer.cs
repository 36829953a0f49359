using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace GhSecrets.Core;

/// <summary>Makes libsodium's sealed box of Bouncy Castle's primitives, where no libsodium can be loaded; safe for concurrent
/// use.</summary>
/// <remarks>https://nacl.cr.yp.to/box.html, https://doc.libsodium.org/public-key_cryptography/sealed_boxes</remarks>
public sealed partial class BouncyCastleSealer : ISealer
{
    private const int NonceSize = 24;
    private const int BlockSize = 64;

    private readonly Action<byte[]> _fillRandom;

    /// <summary>Creates a sealer that draws its ephemeral keys from the system's random number generator.</summary>
    public BouncyCastleSealer()
        : this(FillFromSystem)
    {
    }

    internal BouncyCastleSealer(Action<byte[]> fillRandom) => _fillRandom = fillRandom;

    /// <inheritdoc/>
    public string Name => "BouncyCastle";

    /// <inheritdoc/>
    public byte[] Seal(byte[] message, SealingKey key)
    {
        byte[] box = new byte[SealedBox.Overhead + message.Length];
        byte[] ephemeralSecret = new byte[SealingKey.Size];
        byte[] shared = new byte[SealingKey.Size];
        try
        {
            _fillRandom(ephemeralSecret);
            X25519.GeneratePublicKey(ephemeralSecret, 0, box, 0);
            if (!X25519.CalculateAgreement(ephemeralSecret, 0, key.Array, 0, shared, 0))
            {
                throw SealedBox.LowOrder();
            }

            Encrypt(message, shared, Nonce(box, key), box);
            return box;
        }
        catch (CryptographicException failure)
        {
            throw new GhSecretsException(ErrorId.SealingFailed, "The system gave no random bytes for sealing. Nothing was sent.", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ephemeralSecret);
            CryptographicOperations.ZeroMemory(shared);
        }
    }

    /// <summary>Writes NaCl's <c>crypto_box</c> of a message, for the secret that both sides share, into a box after its first 32
    /// bytes.</summary>
    internal static void Encrypt(byte[] message, byte[] shared, byte[] nonce, byte[] box)
    {
        byte[] boxKey = DeriveKey(shared);
        byte[] oneTimeKey = new byte[SealingKey.Size];
        XSalsa20Engine cipher = new();
        cipher.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(boxKey), nonce));
        cipher.ProcessBytes(oneTimeKey, 0, oneTimeKey.Length, oneTimeKey, 0);
        cipher.ProcessBytes(message, 0, message.Length, box, SealedBox.Overhead);

        Poly1305 tag = new();
        tag.Init(new KeyParameter(oneTimeKey));
        tag.BlockUpdate(box, SealedBox.Overhead, message.Length);
        tag.DoFinal(box, SealingKey.Size);
        CryptographicOperations.ZeroMemory(boxKey);
        CryptographicOperations.ZeroMemory(oneTimeKey);
    }

    // HSalsa20 of the shared secret and a zero nonce, which Bouncy Castle keeps to itself: eight words of Salsa20's first block for that
    // key, less what the cipher adds to them at its end, which is the constants in four and zeros in the others.
    private static byte[] DeriveKey(byte[] shared)
    {
        byte[] boxKey = new byte[SealingKey.Size];
        byte[] block = new byte[BlockSize];
        Salsa20Engine cipher = new();
        cipher.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(shared), new byte[8]));
        cipher.ProcessBytes(block, 0, block.Length, block, 0);
        ReadOnlySpan<byte> constants = "expand 32-byte k"u8;
        ReadOnlySpan<int> words = [0, 5, 10, 15, 6, 7, 8, 9];
        for (int i = 0; i < words.Length; i++)
        {
            uint constant = i < 4 ? BinaryPrimitives.ReadUInt32LittleEndian(constants.Slice(4 * i)) : 0;
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(4 * words[i]));
            BinaryPrimitives.WriteUInt32LittleEndian(boxKey.AsSpan(4 * i), unchecked(word - constant));
        }

        CryptographicOperations.ZeroMemory(block);
        return boxKey;
    }

    // A box does not carry its nonce: it is the BLAKE2b of both public keys.
    private static byte[] Nonce(byte[] box, SealingKey key)
    {
        byte[] nonce = new byte[NonceSize];
        Blake2bDigest digest = new(8 * NonceSize);
        digest.BlockUpdate(box, 0, SealingKey.Size);
        digest.BlockUpdate(key.Array, 0, SealingKey.Size);
        digest.DoFinal(nonce, 0);
        return nonce;
    }

    private static void FillFromSystem(byte[] buffer)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(buffer);
    }
}
