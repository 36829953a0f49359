using System;
using System.Buffers.Binary;

namespace GhSecrets.Core;

/// <summary>The hash function BLAKE2b without a key (RFC 7693), with digests of 1 to 64 bytes.</summary>
internal static class Blake2b
{
    private const int BlockSize = 128;
    private const int Rounds = 12;

    // RFC 7693, section 2.6: the square roots of the first eight primes.
    private static ReadOnlySpan<ulong> InitialState =>
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    // RFC 7693, section 2.7; rounds 10 and 11 use the first two rows again.
    private static ReadOnlySpan<byte> Schedule =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>Hashes a message; the length of <paramref name="digest"/> says which of the 64 functions it is.</summary>
    public static void Hash(Span<byte> digest, ReadOnlySpan<byte> message)
    {
        Span<ulong> state = stackalloc ulong[8];
        InitialState.CopyTo(state);
        state[0] ^= 0x01010000UL ^ (ulong)digest.Length;

        ulong length = 0;
        for (; message.Length > BlockSize; message = message.Slice(BlockSize))
        {
            length += BlockSize;
            Compress(state, message.Slice(0, BlockSize), length, isLast: false);
        }

        Span<byte> last = stackalloc byte[BlockSize];
        last.Clear();
        message.CopyTo(last);
        Compress(state, last, length + (ulong)message.Length, isLast: true);

        Span<byte> whole = last.Slice(0, 64);
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole.Slice(8 * i), state[i]);
        }

        whole.Slice(0, digest.Length).CopyTo(digest);
    }

    private static void Compress(Span<ulong> state, ReadOnlySpan<byte> block, ulong length, bool isLast)
    {
        Span<ulong> words = stackalloc ulong[16];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(block.Slice(8 * i));
        }

        Span<ulong> v = stackalloc ulong[16];
        state.CopyTo(v);
        InitialState.CopyTo(v.Slice(8));
        v[12] ^= length;
        v[14] = isLast ? ~v[14] : v[14];

        for (int round = 0; round < Rounds; round++)
        {
            ReadOnlySpan<byte> row = Schedule.Slice(16 * (round % 10), 16);
            for (int i = 0; i < 4; i++)
            {
                Mix(v, i, 4 + i, 8 + i, 12 + i, words[row[2 * i]], words[row[(2 * i) + 1]]);
            }

            for (int i = 0; i < 4; i++)
            {
                int even = 8 + (2 * i);
                Mix(v, i, 4 + ((i + 1) & 3), 8 + ((i + 2) & 3), 12 + ((i + 3) & 3), words[row[even]], words[row[even + 1]]);
            }
        }

        for (int i = 0; i < state.Length; i++)
        {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void Mix(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        v[a] += v[b] + x;
        v[d] = RotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = RotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = RotateRight(v[b] ^ v[c], 63);
    }

    private static ulong RotateRight(ulong value, int bits) => (value >> bits) | (value << (64 - bits));
}
