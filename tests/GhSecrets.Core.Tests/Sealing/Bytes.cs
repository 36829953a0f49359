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
}
