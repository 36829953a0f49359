using System;
using System.Buffers.Binary;

namespace GhSecrets.Core;

// The way in and out: 32 bytes, little endian.
internal partial struct FieldElement
{
    /// <summary>Reads 32 bytes, little endian, and ignores the highest bit as RFC 7748, section 5 demands.</summary>
    public static FieldElement Read(ReadOnlySpan<byte> bytes)
    {
        ulong word0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong word1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8));
        ulong word2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16));
        ulong word3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24));
        return new FieldElement
        {
            _limb0 = word0 & LimbMask,
            _limb1 = ((word0 >> 51) | (word1 << 13)) & LimbMask,
            _limb2 = ((word1 >> 38) | (word2 << 26)) & LimbMask,
            _limb3 = ((word2 >> 25) | (word3 << 39)) & LimbMask,
            _limb4 = (word3 >> 12) & LimbMask,
        };
    }

    /// <summary>Writes the number as 32 bytes, little endian, fully reduced.</summary>
    public readonly void Write(Span<byte> bytes)
    {
        FieldElement value = this;
        value.Carry();
        value.Carry();

        // The number is below 2p now: adding 19 carries out of bit 255 exactly when it is p or more.
        ulong quotient = (value._limb0 + 19) >> LimbBits;
        quotient = (value._limb1 + quotient) >> LimbBits;
        quotient = (value._limb2 + quotient) >> LimbBits;
        quotient = (value._limb3 + quotient) >> LimbBits;
        quotient = (value._limb4 + quotient) >> LimbBits;

        value._limb0 += 19 * quotient;
        value._limb1 += value._limb0 >> LimbBits;
        value._limb2 += value._limb1 >> LimbBits;
        value._limb3 += value._limb2 >> LimbBits;
        value._limb4 += value._limb3 >> LimbBits;

        ulong limb0 = value._limb0 & LimbMask;
        ulong limb1 = value._limb1 & LimbMask;
        ulong limb2 = value._limb2 & LimbMask;
        ulong limb3 = value._limb3 & LimbMask;
        ulong limb4 = value._limb4 & LimbMask;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, limb0 | (limb1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(8), (limb1 >> 13) | (limb2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(16), (limb2 >> 26) | (limb3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.Slice(24), (limb3 >> 39) | (limb4 << 12));
    }
}
