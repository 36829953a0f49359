using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>HSalsa20 (D. J. Bernstein, "Extending the Salsa20 nonce", 2011): makes a 32-byte key of a key and 16 bytes of input.</summary>
internal static class HSalsa20
{
    /// <summary>The size in bytes of the key that goes in and of the key that comes out.</summary>
    public const int KeySize = 32;

    /// <summary>Derives a key, which may overwrite the given one.</summary>
    public static void Derive(Span<byte> result, ReadOnlySpan<byte> key, ReadOnlySpan<byte> input)
    {
        Span<uint> state = stackalloc uint[Salsa20.Words];
        Salsa20.Expand(state, key, input);
        Salsa20.Rounds(state, state);

        BinaryPrimitives.WriteUInt32LittleEndian(result, state[0]);
        BinaryPrimitives.WriteUInt32LittleEndian(result.Slice(4), state[5]);
        BinaryPrimitives.WriteUInt32LittleEndian(result.Slice(8), state[10]);
        BinaryPrimitives.WriteUInt32LittleEndian(result.Slice(12), state[15]);
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(result.Slice(16 + (4 * i)), state[6 + i]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }
}
