using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>The one-time authenticator Poly1305 (RFC 8439, section 2.5) in constant time, with five limbs of 26 bits.</summary>
internal static class Poly1305
{
    /// <summary>The size in bytes of a key, which serves one message only.</summary>
    public const int KeySize = 32;

    /// <summary>The size in bytes of a tag.</summary>
    public const int TagSize = 16;

    private const int LimbBits = 26;
    private const uint LimbMask = (1U << LimbBits) - 1;

    /// <summary>Computes the 16-byte tag of a message.</summary>
    public static void Tag(Span<byte> tag, ReadOnlySpan<byte> message, ReadOnlySpan<byte> key)
    {
        Span<uint> sum = stackalloc uint[5];
        sum.Clear();
        int whole = message.Length - (message.Length % TagSize);
        Absorb(sum, message.Slice(0, whole), key, 1U << 24);
        if (whole < message.Length)
        {
            // The last, short block carries the bit that ends it within its 16 bytes.
            Span<byte> last = stackalloc byte[TagSize];
            last.Clear();
            message.Slice(whole).CopyTo(last);
            last[message.Length - whole] = 1;
            Absorb(sum, last, key, 0);
            CryptographicOperations.ZeroMemory(last);
        }

        Finish(tag, sum, key.Slice(16));
    }

    // For each block: sum = (sum + block) * r modulo 2^130 - 5, with the limbs of sum left at 26 bits and a little.
    private static void Absorb(Span<uint> sum, ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> key, uint endBit)
    {
        // r without the bits that section 2.5.1 clamps.
        uint r0 = Read(key, 0, 0) & 0x3FFFFFF;
        uint r1 = Read(key, 3, 2) & 0x3FFFF03;
        uint r2 = Read(key, 6, 4) & 0x3FFC0FF;
        uint r3 = Read(key, 9, 6) & 0x3F03FFF;
        uint r4 = Read(key, 12, 8) & 0x00FFFFF;
        uint wrap1 = 5 * r1, wrap2 = 5 * r2, wrap3 = 5 * r3, wrap4 = 5 * r4;

        uint h0 = sum[0], h1 = sum[1], h2 = sum[2], h3 = sum[3], h4 = sum[4];
        for (; blocks.Length >= TagSize; blocks = blocks.Slice(TagSize))
        {
            h0 += Read(blocks, 0, 0) & LimbMask;
            h1 += Read(blocks, 3, 2) & LimbMask;
            h2 += Read(blocks, 6, 4) & LimbMask;
            h3 += Read(blocks, 9, 6) & LimbMask;
            h4 += Read(blocks, 12, 8) | endBit;

            ulong d0 = ((ulong)h0 * r0) + ((ulong)h1 * wrap4) + ((ulong)h2 * wrap3) + ((ulong)h3 * wrap2) + ((ulong)h4 * wrap1);
            ulong d1 = ((ulong)h0 * r1) + ((ulong)h1 * r0) + ((ulong)h2 * wrap4) + ((ulong)h3 * wrap3) + ((ulong)h4 * wrap2);
            ulong d2 = ((ulong)h0 * r2) + ((ulong)h1 * r1) + ((ulong)h2 * r0) + ((ulong)h3 * wrap4) + ((ulong)h4 * wrap3);
            ulong d3 = ((ulong)h0 * r3) + ((ulong)h1 * r2) + ((ulong)h2 * r1) + ((ulong)h3 * r0) + ((ulong)h4 * wrap4);
            ulong d4 = ((ulong)h0 * r4) + ((ulong)h1 * r3) + ((ulong)h2 * r2) + ((ulong)h3 * r1) + ((ulong)h4 * r0);

            d1 += d0 >> LimbBits;
            d2 += d1 >> LimbBits;
            d3 += d2 >> LimbBits;
            d4 += d3 >> LimbBits;
            ulong low = (d0 & LimbMask) + (5 * (d4 >> LimbBits));
            h0 = (uint)low & LimbMask;
            h1 = ((uint)d1 & LimbMask) + (uint)(low >> LimbBits);
            h2 = (uint)d2 & LimbMask;
            h3 = (uint)d3 & LimbMask;
            h4 = (uint)d4 & LimbMask;
        }

        sum[0] = h0;
        sum[1] = h1;
        sum[2] = h2;
        sum[3] = h3;
        sum[4] = h4;
    }

    // The tag is sum modulo 2^130 - 5, plus the second half of the key, modulo 2^128.
    private static void Finish(Span<byte> tag, Span<uint> sum, ReadOnlySpan<byte> addend)
    {
        // Two passes settle the limbs at 26 bits.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < 4; i++)
            {
                sum[i + 1] += sum[i] >> LimbBits;
                sum[i] &= LimbMask;
            }

            sum[0] += 5 * (sum[4] >> LimbBits);
            sum[4] &= LimbMask;
        }

        // Adding 5 carries out of bit 130 exactly when the sum is 2^130 - 5 or more; that carry is the quotient.
        uint carry = 5;
        for (int i = 0; i < 5; i++)
        {
            carry = (sum[i] + carry) >> LimbBits;
        }

        carry *= 5;
        for (int i = 0; i < 5; i++)
        {
            carry += sum[i];
            sum[i] = carry & LimbMask;
            carry >>= LimbBits;
        }

        ulong total = 0;
        for (int i = 0; i < 4; i++)
        {
            uint word = (sum[i] >> (6 * i)) | (sum[i + 1] << (LimbBits - (6 * i)));
            total += (ulong)word + BinaryPrimitives.ReadUInt32LittleEndian(addend.Slice(4 * i));
            BinaryPrimitives.WriteUInt32LittleEndian(tag.Slice(4 * i), (uint)total);
            total >>= 32;
        }

        sum.Clear();
    }

    private static uint Read(ReadOnlySpan<byte> bytes, int offset, int shift) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(offset)) >> shift;
}
