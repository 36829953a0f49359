using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>The stream cipher XSalsa20 (D. J. Bernstein, "Extending the Salsa20 nonce", 2011) as <c>crypto_secretbox</c> divides its stream.</summary>
internal static class XSalsa20
{
    /// <summary>The size of a nonce in bytes.</summary>
    public const int NonceSize = 24;

    private const int BlockSize = 64;

    /// <summary>Encrypts or decrypts in place with the stream after its first 32 bytes, which are the key for <see cref="Poly1305"/>.</summary>
    public static void Apply(Span<byte> text, Span<byte> oneTimeKey, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key)
    {
        Span<byte> subkey = stackalloc byte[HSalsa20.KeySize];
        HSalsa20.Derive(subkey, key, nonce.Slice(0, 16));

        // The rest of the nonce, then the number of the block in 64 bits.
        Span<byte> input = stackalloc byte[16];
        nonce.Slice(16, 8).CopyTo(input);
        input.Slice(8).Clear();

        Span<uint> state = stackalloc uint[Salsa20.Words];
        Span<uint> mixed = stackalloc uint[Salsa20.Words];
        Span<byte> block = stackalloc byte[BlockSize];
        Salsa20.Expand(state, subkey, input);
        NextBlock(block, mixed, state);
        block.Slice(0, Poly1305.KeySize).CopyTo(oneTimeKey);

        Span<byte> stream = block.Slice(Poly1305.KeySize);
        while (text.Length > stream.Length)
        {
            Xor(text, stream);
            text = text.Slice(stream.Length);
            stream = block;
            NextBlock(block, mixed, state);
        }

        Xor(text, stream.Slice(0, text.Length));

        CryptographicOperations.ZeroMemory(subkey);
        CryptographicOperations.ZeroMemory(block);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(mixed));
    }

    private static void NextBlock(Span<byte> block, Span<uint> mixed, Span<uint> state)
    {
        Salsa20.Rounds(mixed, state);
        for (int i = 0; i < Salsa20.Words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block.Slice(4 * i), mixed[i] + state[i]);
        }

        state[8]++;
        if (state[8] == 0)
        {
            state[9]++;
        }
    }

    private static void Xor(Span<byte> text, ReadOnlySpan<byte> stream)
    {
        Span<ulong> textWords = MemoryMarshal.Cast<byte, ulong>(text.Slice(0, stream.Length));
        ReadOnlySpan<ulong> streamWords = MemoryMarshal.Cast<byte, ulong>(stream);
        for (int i = 0; i < streamWords.Length; i++)
        {
            textWords[i] ^= streamWords[i];
        }

        for (int i = streamWords.Length * sizeof(ulong); i < stream.Length; i++)
        {
            text[i] ^= stream[i];
        }
    }
}
