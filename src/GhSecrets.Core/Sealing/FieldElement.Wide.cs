#if NET
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GhSecrets.Core;

// Multiplication where the processor gives the upper half of a 128-bit product in one instruction. A product of limbs counts as
// high * 2^51 + low, and both kinds of part are summed without carries: the low parts as the 64-bit sum of products minus the
// high parts' share, which is exact since five low parts stay below 2^54. Limbs past the fifth wrap around with the factor 19.
internal partial struct FieldElement
{
    // 9 + 4 bits of shift bring bit 51 of a product to bit 64; limbs of 53 bits, doubled or times 19, still fit.
    private const int LeftShift = 9;
    private const int RightShift = 4;

    /// <summary>Whether this processor can.</summary>
    internal static bool IsWide => Bmi2.X64.IsSupported || ArmBase.Arm64.IsSupported;

    /// <summary>Multiplies two numbers with products of 128 bits.</summary>
    internal static void MultiplyWide(out FieldElement result, in FieldElement left, in FieldElement right)
    {
        ulong a0 = left._limb0, a1 = left._limb1, a2 = left._limb2, a3 = left._limb3, a4 = left._limb4;
        ulong b0 = right._limb0, b1 = right._limb1, b2 = right._limb2, b3 = right._limb3, b4 = right._limb4;
        ulong wrap1 = 19 * b1, wrap2 = 19 * b2, wrap3 = 19 * b3, wrap4 = 19 * b4;

        ReduceWide(
            out result,
            (a0 * b0) + (a1 * wrap4) + (a2 * wrap3) + (a3 * wrap2) + (a4 * wrap1),
            High(a0, b0) + High(a1, wrap4) + High(a2, wrap3) + High(a3, wrap2) + High(a4, wrap1),
            (a0 * b1) + (a1 * b0) + (a2 * wrap4) + (a3 * wrap3) + (a4 * wrap2),
            High(a0, b1) + High(a1, b0) + High(a2, wrap4) + High(a3, wrap3) + High(a4, wrap2),
            (a0 * b2) + (a1 * b1) + (a2 * b0) + (a3 * wrap4) + (a4 * wrap3),
            High(a0, b2) + High(a1, b1) + High(a2, b0) + High(a3, wrap4) + High(a4, wrap3),
            (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (a4 * wrap4),
            High(a0, b3) + High(a1, b2) + High(a2, b1) + High(a3, b0) + High(a4, wrap4),
            (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0),
            High(a0, b4) + High(a1, b3) + High(a2, b2) + High(a3, b1) + High(a4, b0));
    }

    /// <summary>Squares a number with products of 128 bits.</summary>
    internal static void SquareWide(out FieldElement result, in FieldElement value)
    {
        ulong a0 = value._limb0, a1 = value._limb1, a2 = value._limb2, a3 = value._limb3, a4 = value._limb4;
        ulong twice0 = 2 * a0, twice1 = 2 * a1, twice2 = 2 * a2, twice3 = 2 * a3;
        ulong wrap3 = 19 * a3, wrap4 = 19 * a4;

        ReduceWide(
            out result,
            (a0 * a0) + (twice1 * wrap4) + (twice2 * wrap3),
            High(a0, a0) + High(twice1, wrap4) + High(twice2, wrap3),
            (twice0 * a1) + (twice2 * wrap4) + (a3 * wrap3),
            High(twice0, a1) + High(twice2, wrap4) + High(a3, wrap3),
            (twice0 * a2) + (a1 * a1) + (twice3 * wrap4),
            High(twice0, a2) + High(a1, a1) + High(twice3, wrap4),
            (twice0 * a3) + (twice1 * a2) + (a4 * wrap4),
            High(twice0, a3) + High(twice1, a2) + High(a4, wrap4),
            (twice0 * a4) + (twice1 * a3) + (a2 * a2),
            High(twice0, a4) + High(twice1, a3) + High(a2, a2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong High(ulong left, ulong right) =>
        Bmi2.X64.IsSupported
            ? Bmi2.X64.MultiplyNoFlags(left << LeftShift, right << RightShift)
            : ArmBase.Arm64.MultiplyHigh(left << LeftShift, right << RightShift);

    // Takes, for each limb, its sum of products modulo 2^64 and the sum of their high parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceWide(
        out FieldElement result,
        ulong sum0, ulong high0, ulong sum1, ulong high1, ulong sum2, ulong high2, ulong sum3, ulong high3, ulong sum4, ulong high4)
    {
        ulong limb0 = sum0 - (high0 << LimbBits) + (19 * high4);
        ulong limb1 = sum1 - (high1 << LimbBits) + high0 + (limb0 >> LimbBits);
        ulong limb2 = sum2 - (high2 << LimbBits) + high1 + (limb1 >> LimbBits);
        ulong limb3 = sum3 - (high3 << LimbBits) + high2 + (limb2 >> LimbBits);
        ulong limb4 = sum4 - (high4 << LimbBits) + high3 + (limb3 >> LimbBits);
        Set(
            out result,
            (limb0 & LimbMask) + (19 * (limb4 >> LimbBits)),
            limb1 & LimbMask,
            limb2 & LimbMask,
            limb3 & LimbMask,
            limb4 & LimbMask);
    }
}
#endif
