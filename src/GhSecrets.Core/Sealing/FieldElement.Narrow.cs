namespace GhSecrets.Core;

// Multiplication for .NET Framework, and for processors that lack what the wide one needs. Each limb is halved into 26 low and up
// to 27 high bits, and the ten halves a0 to a9 stand at bits 0, 26, 51, 77, 102, ... of the number. Two odd halves meet one bit
// too high, hence the doubled ones; halves past the tenth wrap around with the factor 19. No sum of ten products reaches 2^62.
internal partial struct FieldElement
{
    /// <summary>Multiplies two numbers with products of 64 bits.</summary>
    internal static void MultiplyNarrow(out FieldElement result, in FieldElement left, in FieldElement right)
    {
        uint a0 = (uint)(left._limb0 & HalfMask), a1 = (uint)(left._limb0 >> HalfBits);
        uint a2 = (uint)(left._limb1 & HalfMask), a3 = (uint)(left._limb1 >> HalfBits);
        uint a4 = (uint)(left._limb2 & HalfMask), a5 = (uint)(left._limb2 >> HalfBits);
        uint a6 = (uint)(left._limb3 & HalfMask), a7 = (uint)(left._limb3 >> HalfBits);
        uint a8 = (uint)(left._limb4 & HalfMask), a9 = (uint)(left._limb4 >> HalfBits);
        uint b0 = (uint)(right._limb0 & HalfMask), b1 = (uint)(right._limb0 >> HalfBits);
        uint b2 = (uint)(right._limb1 & HalfMask), b3 = (uint)(right._limb1 >> HalfBits);
        uint b4 = (uint)(right._limb2 & HalfMask), b5 = (uint)(right._limb2 >> HalfBits);
        uint b6 = (uint)(right._limb3 & HalfMask), b7 = (uint)(right._limb3 >> HalfBits);
        uint b8 = (uint)(right._limb4 & HalfMask), b9 = (uint)(right._limb4 >> HalfBits);
        uint twice1 = 2 * a1, twice3 = 2 * a3, twice5 = 2 * a5, twice7 = 2 * a7, twice9 = 2 * a9;
        uint wrap1 = 19 * b1, wrap2 = 19 * b2, wrap3 = 19 * b3, wrap4 = 19 * b4, wrap5 = 19 * b5;
        uint wrap6 = 19 * b6, wrap7 = 19 * b7, wrap8 = 19 * b8, wrap9 = 19 * b9;

        ReduceNarrow(
            out result,
            ((ulong)a0 * b0) + ((ulong)twice1 * wrap9) + ((ulong)a2 * wrap8) + ((ulong)twice3 * wrap7) + ((ulong)a4 * wrap6)
                + ((ulong)twice5 * wrap5) + ((ulong)a6 * wrap4) + ((ulong)twice7 * wrap3) + ((ulong)a8 * wrap2) + ((ulong)twice9 * wrap1),
            ((ulong)a0 * b1) + ((ulong)a1 * b0) + ((ulong)a2 * wrap9) + ((ulong)a3 * wrap8) + ((ulong)a4 * wrap7)
                + ((ulong)a5 * wrap6) + ((ulong)a6 * wrap5) + ((ulong)a7 * wrap4) + ((ulong)a8 * wrap3) + ((ulong)a9 * wrap2),
            ((ulong)a0 * b2) + ((ulong)twice1 * b1) + ((ulong)a2 * b0) + ((ulong)twice3 * wrap9) + ((ulong)a4 * wrap8)
                + ((ulong)twice5 * wrap7) + ((ulong)a6 * wrap6) + ((ulong)twice7 * wrap5) + ((ulong)a8 * wrap4) + ((ulong)twice9 * wrap3),
            ((ulong)a0 * b3) + ((ulong)a1 * b2) + ((ulong)a2 * b1) + ((ulong)a3 * b0) + ((ulong)a4 * wrap9)
                + ((ulong)a5 * wrap8) + ((ulong)a6 * wrap7) + ((ulong)a7 * wrap6) + ((ulong)a8 * wrap5) + ((ulong)a9 * wrap4),
            ((ulong)a0 * b4) + ((ulong)twice1 * b3) + ((ulong)a2 * b2) + ((ulong)twice3 * b1) + ((ulong)a4 * b0)
                + ((ulong)twice5 * wrap9) + ((ulong)a6 * wrap8) + ((ulong)twice7 * wrap7) + ((ulong)a8 * wrap6) + ((ulong)twice9 * wrap5),
            ((ulong)a0 * b5) + ((ulong)a1 * b4) + ((ulong)a2 * b3) + ((ulong)a3 * b2) + ((ulong)a4 * b1)
                + ((ulong)a5 * b0) + ((ulong)a6 * wrap9) + ((ulong)a7 * wrap8) + ((ulong)a8 * wrap7) + ((ulong)a9 * wrap6),
            ((ulong)a0 * b6) + ((ulong)twice1 * b5) + ((ulong)a2 * b4) + ((ulong)twice3 * b3) + ((ulong)a4 * b2)
                + ((ulong)twice5 * b1) + ((ulong)a6 * b0) + ((ulong)twice7 * wrap9) + ((ulong)a8 * wrap8) + ((ulong)twice9 * wrap7),
            ((ulong)a0 * b7) + ((ulong)a1 * b6) + ((ulong)a2 * b5) + ((ulong)a3 * b4) + ((ulong)a4 * b3)
                + ((ulong)a5 * b2) + ((ulong)a6 * b1) + ((ulong)a7 * b0) + ((ulong)a8 * wrap9) + ((ulong)a9 * wrap8),
            ((ulong)a0 * b8) + ((ulong)twice1 * b7) + ((ulong)a2 * b6) + ((ulong)twice3 * b5) + ((ulong)a4 * b4)
                + ((ulong)twice5 * b3) + ((ulong)a6 * b2) + ((ulong)twice7 * b1) + ((ulong)a8 * b0) + ((ulong)twice9 * wrap9),
            ((ulong)a0 * b9) + ((ulong)a1 * b8) + ((ulong)a2 * b7) + ((ulong)a3 * b6) + ((ulong)a4 * b5)
                + ((ulong)a5 * b4) + ((ulong)a6 * b3) + ((ulong)a7 * b2) + ((ulong)a8 * b1) + ((ulong)a9 * b0));
    }

    /// <summary>Squares a number with products of 64 bits.</summary>
    internal static void SquareNarrow(out FieldElement result, in FieldElement value)
    {
        uint a0 = (uint)(value._limb0 & HalfMask), a1 = (uint)(value._limb0 >> HalfBits);
        uint a2 = (uint)(value._limb1 & HalfMask), a3 = (uint)(value._limb1 >> HalfBits);
        uint a4 = (uint)(value._limb2 & HalfMask), a5 = (uint)(value._limb2 >> HalfBits);
        uint a6 = (uint)(value._limb3 & HalfMask), a7 = (uint)(value._limb3 >> HalfBits);
        uint a8 = (uint)(value._limb4 & HalfMask), a9 = (uint)(value._limb4 >> HalfBits);
        uint twice0 = 2 * a0, twice1 = 2 * a1, twice2 = 2 * a2, twice3 = 2 * a3, twice4 = 2 * a4, twice5 = 2 * a5;
        uint twice6 = 2 * a6, twice7 = 2 * a7, twice8 = 2 * a8, twice9 = 2 * a9;
        uint fourfold1 = 4 * a1, fourfold3 = 4 * a3, fourfold5 = 4 * a5, fourfold7 = 4 * a7;
        uint wrap5 = 19 * a5, wrap6 = 19 * a6, wrap7 = 19 * a7, wrap8 = 19 * a8, wrap9 = 19 * a9;

        ReduceNarrow(
            out result,
            ((ulong)a0 * a0) + ((ulong)fourfold1 * wrap9) + ((ulong)twice2 * wrap8)
                + ((ulong)fourfold3 * wrap7) + ((ulong)twice4 * wrap6) + ((ulong)twice5 * wrap5),
            ((ulong)twice0 * a1) + ((ulong)twice2 * wrap9) + ((ulong)twice3 * wrap8) + ((ulong)twice4 * wrap7) + ((ulong)twice5 * wrap6),
            ((ulong)twice0 * a2) + ((ulong)twice1 * a1) + ((ulong)fourfold3 * wrap9)
                + ((ulong)twice4 * wrap8) + ((ulong)fourfold5 * wrap7) + ((ulong)a6 * wrap6),
            ((ulong)twice0 * a3) + ((ulong)twice1 * a2) + ((ulong)twice4 * wrap9) + ((ulong)twice5 * wrap8) + ((ulong)twice6 * wrap7),
            ((ulong)twice0 * a4) + ((ulong)fourfold1 * a3) + ((ulong)a2 * a2)
                + ((ulong)fourfold5 * wrap9) + ((ulong)twice6 * wrap8) + ((ulong)twice7 * wrap7),
            ((ulong)twice0 * a5) + ((ulong)twice1 * a4) + ((ulong)twice2 * a3) + ((ulong)twice6 * wrap9) + ((ulong)twice7 * wrap8),
            ((ulong)twice0 * a6) + ((ulong)fourfold1 * a5) + ((ulong)twice2 * a4)
                + ((ulong)twice3 * a3) + ((ulong)fourfold7 * wrap9) + ((ulong)a8 * wrap8),
            ((ulong)twice0 * a7) + ((ulong)twice1 * a6) + ((ulong)twice2 * a5) + ((ulong)twice3 * a4) + ((ulong)twice8 * wrap9),
            ((ulong)twice0 * a8) + ((ulong)fourfold1 * a7) + ((ulong)twice2 * a6)
                + ((ulong)fourfold3 * a5) + ((ulong)a4 * a4) + ((ulong)twice9 * wrap9),
            ((ulong)twice0 * a9) + ((ulong)twice1 * a8) + ((ulong)twice2 * a7) + ((ulong)twice3 * a6) + ((ulong)twice4 * a5));
    }

    // Takes the ten sums of products and carries each into the next.
    private static void ReduceNarrow(
        out FieldElement result,
        ulong half0, ulong half1, ulong half2, ulong half3, ulong half4, ulong half5, ulong half6, ulong half7, ulong half8, ulong half9)
    {
        half1 += half0 >> HalfBits;
        half2 += half1 >> UpperBits;
        half3 += half2 >> HalfBits;
        half4 += half3 >> UpperBits;
        half5 += half4 >> HalfBits;
        half6 += half5 >> UpperBits;
        half7 += half6 >> HalfBits;
        half8 += half7 >> UpperBits;
        half9 += half8 >> HalfBits;
        Set(
            out result,
            (half0 & HalfMask) + ((half1 & UpperMask) << HalfBits) + (19 * (half9 >> UpperBits)),
            (half2 & HalfMask) | ((half3 & UpperMask) << HalfBits),
            (half4 & HalfMask) | ((half5 & UpperMask) << HalfBits),
            (half6 & HalfMask) | ((half7 & UpperMask) << HalfBits),
            (half8 & HalfMask) | ((half9 & UpperMask) << HalfBits));
    }
}
