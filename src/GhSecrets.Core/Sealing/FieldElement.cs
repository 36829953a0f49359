namespace GhSecrets.Core;

/// <summary>A number modulo 2^255 - 19, the field of Curve25519 (RFC 7748, section 4.1), as five limbs of 51 bits in constant time.</summary>
/// <remarks>
/// What <c>Multiply</c>, <c>Square</c> and <c>MultiplySmall</c> give has limbs below 2^51 + 2^42; one <c>Add</c> or <c>Subtract</c>
/// of such numbers stays below 2^53, which is what every operation takes. A result may be one of its own operands.
/// </remarks>
internal partial struct FieldElement
{
    private const int LimbBits = 51;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    // A limb in two halves: 26 low bits and 25 or somewhat more high ones.
    private const int HalfBits = 26;
    private const ulong HalfMask = (1UL << HalfBits) - 1;
    private const int UpperBits = LimbBits - HalfBits;
    private const ulong UpperMask = (1UL << UpperBits) - 1;

    // 2p in limbs, added before a subtraction so that no limb falls below zero.
    private const ulong TwicePrimeLow = 2 * (LimbMask - 18);
    private const ulong TwicePrime = 2 * LimbMask;

    private ulong _limb0;
    private ulong _limb1;
    private ulong _limb2;
    private ulong _limb3;
    private ulong _limb4;

    /// <summary>The number one; zero is <c>default</c>.</summary>
    public static FieldElement One => new() { _limb0 = 1 };

    /// <summary>Adds two numbers.</summary>
    public static void Add(out FieldElement result, in FieldElement left, in FieldElement right)
    {
        ulong limb0 = left._limb0 + right._limb0;
        ulong limb1 = left._limb1 + right._limb1;
        ulong limb2 = left._limb2 + right._limb2;
        ulong limb3 = left._limb3 + right._limb3;
        ulong limb4 = left._limb4 + right._limb4;
        Set(out result, limb0, limb1, limb2, limb3, limb4);
    }

    /// <summary>Subtracts <paramref name="right"/>, which must come straight from a multiplication.</summary>
    public static void Subtract(out FieldElement result, in FieldElement left, in FieldElement right)
    {
        ulong limb0 = left._limb0 + TwicePrimeLow - right._limb0;
        ulong limb1 = left._limb1 + TwicePrime - right._limb1;
        ulong limb2 = left._limb2 + TwicePrime - right._limb2;
        ulong limb3 = left._limb3 + TwicePrime - right._limb3;
        ulong limb4 = left._limb4 + TwicePrime - right._limb4;
        Set(out result, limb0, limb1, limb2, limb3, limb4);
    }

    /// <summary>Multiplies two numbers.</summary>
    public static void Multiply(out FieldElement result, in FieldElement left, in FieldElement right)
    {
#if NET
        if (IsWide)
        {
            MultiplyWide(out result, left, right);
            return;
        }
#endif
        MultiplyNarrow(out result, left, right);
    }

    /// <summary>Squares a number.</summary>
    public static void Square(out FieldElement result, in FieldElement value)
    {
#if NET
        if (IsWide)
        {
            SquareWide(out result, value);
            return;
        }
#endif
        SquareNarrow(out result, value);
    }

    /// <summary>Multiplies by a factor of at most 17 bits.</summary>
    public static void MultiplySmall(out FieldElement result, in FieldElement value, uint factor)
    {
        // A limb of 53 bits times 17 bits overflows, so each goes in two halves.
        ulong upper0 = (value._limb0 >> HalfBits) * factor;
        ulong upper1 = (value._limb1 >> HalfBits) * factor;
        ulong upper2 = (value._limb2 >> HalfBits) * factor;
        ulong upper3 = (value._limb3 >> HalfBits) * factor;
        ulong upper4 = (value._limb4 >> HalfBits) * factor;
        Set(
            out result,
            ((value._limb0 & HalfMask) * factor) + ((upper0 & UpperMask) << HalfBits) + (19 * (upper4 >> UpperBits)),
            ((value._limb1 & HalfMask) * factor) + ((upper1 & UpperMask) << HalfBits) + (upper0 >> UpperBits),
            ((value._limb2 & HalfMask) * factor) + ((upper2 & UpperMask) << HalfBits) + (upper1 >> UpperBits),
            ((value._limb3 & HalfMask) * factor) + ((upper3 & UpperMask) << HalfBits) + (upper2 >> UpperBits),
            ((value._limb4 & HalfMask) * factor) + ((upper4 & UpperMask) << HalfBits) + (upper3 >> UpperBits));
        result.Carry();
    }

    /// <summary>Swaps two numbers when <paramref name="swap"/> is 1 and leaves them when it is 0, in the same time.</summary>
    public static void ConditionalSwap(ref FieldElement left, ref FieldElement right, ulong swap)
    {
        ulong mask = 0UL - swap;
        ulong difference0 = mask & (left._limb0 ^ right._limb0);
        ulong difference1 = mask & (left._limb1 ^ right._limb1);
        ulong difference2 = mask & (left._limb2 ^ right._limb2);
        ulong difference3 = mask & (left._limb3 ^ right._limb3);
        ulong difference4 = mask & (left._limb4 ^ right._limb4);
        left._limb0 ^= difference0;
        left._limb1 ^= difference1;
        left._limb2 ^= difference2;
        left._limb3 ^= difference3;
        left._limb4 ^= difference4;
        right._limb0 ^= difference0;
        right._limb1 ^= difference1;
        right._limb2 ^= difference2;
        right._limb3 ^= difference3;
        right._limb4 ^= difference4;
    }

    /// <summary>Inverts a number by raising it to p - 2 = 2^255 - 21 (Fermat); zero gives zero.</summary>
    public static void Invert(out FieldElement result, in FieldElement value)
    {
        // powerN is value^(2^N - 1).
        SquareTimes(out FieldElement square, value, 1);
        SquareTimes(out FieldElement run, square, 2);
        Multiply(out FieldElement nine, run, value);
        Multiply(out FieldElement eleven, nine, square);
        SquareTimes(out run, eleven, 1);
        Multiply(out FieldElement power5, run, nine);
        SquareTimes(out run, power5, 5);
        Multiply(out FieldElement power10, run, power5);
        SquareTimes(out run, power10, 10);
        Multiply(out FieldElement power20, run, power10);
        SquareTimes(out run, power20, 20);
        Multiply(out run, run, power20);
        SquareTimes(out run, run, 10);
        Multiply(out FieldElement power50, run, power10);
        SquareTimes(out run, power50, 50);
        Multiply(out FieldElement power100, run, power50);
        SquareTimes(out run, power100, 100);
        Multiply(out run, run, power100);
        SquareTimes(out run, run, 50);
        Multiply(out run, run, power50);
        SquareTimes(out run, run, 5);
        Multiply(out result, run, eleven);
    }

    private static void SquareTimes(out FieldElement result, in FieldElement value, int times)
    {
        Square(out result, value);
        for (int i = 1; i < times; i++)
        {
            Square(out result, result);
        }
    }

    // One pass from limb 0 to 4 and back to 0; 2^255 is 19 in this field.
    private void Carry()
    {
        _limb1 += _limb0 >> LimbBits;
        _limb2 += _limb1 >> LimbBits;
        _limb3 += _limb2 >> LimbBits;
        _limb4 += _limb3 >> LimbBits;
        _limb0 = (_limb0 & LimbMask) + (19 * (_limb4 >> LimbBits));
        _limb1 &= LimbMask;
        _limb2 &= LimbMask;
        _limb3 &= LimbMask;
        _limb4 &= LimbMask;
    }

    private static void Set(out FieldElement result, ulong limb0, ulong limb1, ulong limb2, ulong limb3, ulong limb4)
    {
        result._limb0 = limb0;
        result._limb1 = limb1;
        result._limb2 = limb2;
        result._limb3 = limb3;
        result._limb4 = limb4;
    }
}
