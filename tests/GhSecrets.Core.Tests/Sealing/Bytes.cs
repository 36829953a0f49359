using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Short ways to the bytes of a test.</summary>
internal static class Bytes
{
    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];

    public static byte[] Next(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public static SealingKey Key(byte[] publicKey) => SealingKey.FromBase64(Convert.ToBase64String(publicKey));

    public static byte[] Multiply(byte[] scalar, byte[] point)
    {
        byte[] result = new byte[X25519.Size];
        X25519.Multiply(result, scalar, point);
        return result;
    }

    /// <summary>crypto_secretbox: the tag, then the encrypted message.</summary>
    public static byte[] SecretBox(byte[] message, byte[] nonce, byte[] key)
    {
        byte[] box = new byte[Poly1305.TagSize + message.Length];
        byte[] oneTimeKey = new byte[Poly1305.KeySize];
        message.CopyTo(box, Poly1305.TagSize);
        XSalsa20.Apply(box.AsSpan(Poly1305.TagSize), oneTimeKey, nonce, key);
        Poly1305.Tag(box.AsSpan(0, Poly1305.TagSize), box.AsSpan(Poly1305.TagSize), oneTimeKey);
        return box;
    }
}
