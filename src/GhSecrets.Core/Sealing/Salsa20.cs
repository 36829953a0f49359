using System;
using System.Buffers.Binary;

namespace GhSecrets.Core;

/// <summary>The Salsa20/20 core (D. J. Bernstein, "The Salsa20 family of stream ciphers", 2007) on 16 words.</summary>
internal static class Salsa20
{
    /// <summary>The number of words of a state.</summary>
    public const int Words = 16;

    /// <summary>Lays out a state: 32 bytes of key and 16 bytes of input between the words of "expand 32-byte k".</summary>
    public static void Expand(Span<uint> state, ReadOnlySpan<byte> key, ReadOnlySpan<byte> input)
    {
        state[0] = 0x61707865;
        state[5] = 0x3320646E;
        state[10] = 0x79622D32;
        state[15] = 0x6B206574;
        for (int i = 0; i < 4; i++)
        {
            state[1 + i] = BinaryPrimitives.ReadUInt32LittleEndian(key.Slice(4 * i));
            state[6 + i] = BinaryPrimitives.ReadUInt32LittleEndian(input.Slice(4 * i));
            state[11 + i] = BinaryPrimitives.ReadUInt32LittleEndian(key.Slice(16 + (4 * i)));
        }
    }

    /// <summary>Runs the 20 rounds over <paramref name="state"/> into <paramref name="result"/>, without the final addition.</summary>
    public static void Rounds(Span<uint> result, ReadOnlySpan<uint> state)
    {
        uint x15 = state[15], x0 = state[0], x1 = state[1], x2 = state[2], x3 = state[3], x4 = state[4], x5 = state[5], x6 = state[6];
        uint x7 = state[7], x8 = state[8], x9 = state[9], x10 = state[10], x11 = state[11], x12 = state[12], x13 = state[13], x14 = state[14];
        for (int i = 0; i < 10; i++)
        {
            x4 ^= Rotate(x0 + x12, 7);
            x8 ^= Rotate(x4 + x0, 9);
            x12 ^= Rotate(x8 + x4, 13);
            x0 ^= Rotate(x12 + x8, 18);
            x9 ^= Rotate(x5 + x1, 7);
            x13 ^= Rotate(x9 + x5, 9);
            x1 ^= Rotate(x13 + x9, 13);
            x5 ^= Rotate(x1 + x13, 18);
            x14 ^= Rotate(x10 + x6, 7);
            x2 ^= Rotate(x14 + x10, 9);
            x6 ^= Rotate(x2 + x14, 13);
            x10 ^= Rotate(x6 + x2, 18);
            x3 ^= Rotate(x15 + x11, 7);
            x7 ^= Rotate(x3 + x15, 9);
            x11 ^= Rotate(x7 + x3, 13);
            x15 ^= Rotate(x11 + x7, 18);

            x1 ^= Rotate(x0 + x3, 7);
            x2 ^= Rotate(x1 + x0, 9);
            x3 ^= Rotate(x2 + x1, 13);
            x0 ^= Rotate(x3 + x2, 18);
            x6 ^= Rotate(x5 + x4, 7);
            x7 ^= Rotate(x6 + x5, 9);
            x4 ^= Rotate(x7 + x6, 13);
            x5 ^= Rotate(x4 + x7, 18);
            x11 ^= Rotate(x10 + x9, 7);
            x8 ^= Rotate(x11 + x10, 9);
            x9 ^= Rotate(x8 + x11, 13);
            x10 ^= Rotate(x9 + x8, 18);
            x12 ^= Rotate(x15 + x14, 7);
            x13 ^= Rotate(x12 + x15, 9);
            x14 ^= Rotate(x13 + x12, 13);
            x15 ^= Rotate(x14 + x13, 18);
        }

        result[15] = x15;
        result[0] = x0;
        result[1] = x1;
        result[2] = x2;
        result[3] = x3;
        result[4] = x4;
        result[5] = x5;
        result[6] = x6;
        result[7] = x7;
        result[8] = x8;
        result[9] = x9;
        result[10] = x10;
        result[11] = x11;
        result[12] = x12;
        result[13] = x13;
        result[14] = x14;
    }

    private static uint Rotate(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
