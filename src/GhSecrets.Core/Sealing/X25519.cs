using System;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>Diffie-Hellman on Curve25519 (RFC 7748, section 5) in constant time: keys, points and results are 32 bytes.</summary>
internal static class X25519
{
    /// <summary>The size in bytes of a key, a point and a result.</summary>
    public const int Size = 32;

    // (486662 - 2) / 4, from the equation of the curve.
    private const uint A24 = 121665;

    private static ReadOnlySpan<byte> BasePoint =>
        [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Computes the public key of a private one.</summary>
    public static void PublicKey(Span<byte> publicKey, ReadOnlySpan<byte> privateKey) =>
        Multiply(publicKey, privateKey, BasePoint);

    /// <summary>Multiplies a point by a scalar, which is clamped first; a point of low order gives 32 zeros.</summary>
    public static void Multiply(Span<byte> result, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        Span<byte> clamped = stackalloc byte[Size];
        scalar.Slice(0, Size).CopyTo(clamped);
        clamped[0] &= 0xF8;
        clamped[31] &= 0x7F;
        clamped[31] |= 0x40;

        // The Montgomery ladder in the words of RFC 7748: x2/z2 and x3/z3 are neighbours on the way up.
        FieldElement x1 = FieldElement.Read(point);
        FieldElement x2 = FieldElement.One;
        FieldElement z2 = default;
        FieldElement x3 = x1;
        FieldElement z3 = FieldElement.One;
        ulong swap = 0;
        for (int i = 254; i >= 0; i--)
        {
            ulong bit = (ulong)(clamped[i >> 3] >> (i & 7)) & 1;
            swap ^= bit;
            FieldElement.ConditionalSwap(ref x2, ref x3, swap);
            FieldElement.ConditionalSwap(ref z2, ref z3, swap);
            swap = bit;

            FieldElement.Add(out FieldElement a, x2, z2);
            FieldElement.Subtract(out FieldElement b, x2, z2);
            FieldElement.Add(out FieldElement c, x3, z3);
            FieldElement.Subtract(out FieldElement d, x3, z3);
            FieldElement.Multiply(out FieldElement da, d, a);
            FieldElement.Multiply(out FieldElement cb, c, b);
            FieldElement.Square(out FieldElement aa, a);
            FieldElement.Square(out FieldElement bb, b);

            FieldElement.Add(out FieldElement sum, da, cb);
            FieldElement.Square(out x3, sum);
            FieldElement.Subtract(out FieldElement difference, da, cb);
            FieldElement.Square(out difference, difference);
            FieldElement.Multiply(out z3, x1, difference);

            FieldElement.Multiply(out x2, aa, bb);
            FieldElement.Subtract(out FieldElement e, aa, bb);
            FieldElement.MultiplySmall(out FieldElement part, e, A24);
            FieldElement.Add(out part, part, aa);
            FieldElement.Multiply(out z2, e, part);
        }

        FieldElement.ConditionalSwap(ref x2, ref x3, swap);
        FieldElement.ConditionalSwap(ref z2, ref z3, swap);
        FieldElement.Invert(out z2, z2);
        FieldElement.Multiply(out x2, x2, z2);
        x2.Write(result);
        CryptographicOperations.ZeroMemory(clamped);
    }
}
