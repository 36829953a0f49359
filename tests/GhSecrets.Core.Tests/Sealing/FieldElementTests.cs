using System;
using System.Numerics;

namespace GhSecrets.Core.Tests;

/// <summary>The arithmetic modulo 2^255 - 19 against <see cref="BigInteger"/>, on numbers at the edges of what limbs may hold.</summary>
public sealed class FieldElementTests
{
    private static readonly BigInteger s_prime = BigInteger.Pow(2, 255) - 19;

    private delegate void Product(out FieldElement result, in FieldElement left, in FieldElement right);

    private delegate void Power(out FieldElement result, in FieldElement value);

    [Fact]
    public void NarrowProducts_AreRight() => Check(FieldElement.MultiplyNarrow, FieldElement.SquareNarrow);

#if NET
    [Fact]
    public void WideProducts_AreRight()
    {
        if (FieldElement.IsWide)
        {
            Check(FieldElement.MultiplyWide, FieldElement.SquareWide);
        }
    }
#endif

    [Fact]
    public void SmallProducts_AreRight()
    {
        Random random = new(4);
        for (int i = 0; i < 2000; i++)
        {
            (FieldElement value, BigInteger expected) = Next(random);
            uint factor = (uint)random.Next(1 << 17);
            FieldElement.MultiplySmall(out FieldElement result, value, factor);
            Assert.Equal(expected * factor % s_prime, Value(result));
        }
    }

    [Fact]
    public void Inverse_TimesTheNumber_IsOne()
    {
        Random random = new(5);
        for (int i = 0; i < 50; i++)
        {
            (FieldElement value, _) = Next(random);
            FieldElement.Invert(out FieldElement inverse, value);
            FieldElement.Multiply(out FieldElement product, inverse, value);
            Assert.Equal(Value(value).IsZero ? BigInteger.Zero : BigInteger.One, Value(product));
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(18)]
    public void Write_ReducesNumbersAboutThePrime(int offset)
    {
        byte[] bytes = (s_prime + offset).ToByteArray();

        Assert.Equal((s_prime + offset) % s_prime, Value(FieldElement.Read(bytes)));
    }

    private static void Check(Product multiply, Power square)
    {
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            (FieldElement left, BigInteger expectedLeft) = Next(random);
            (FieldElement right, BigInteger expectedRight) = Next(random);
            multiply(out FieldElement product, left, right);
            Assert.Equal(expectedLeft * expectedRight % s_prime, Value(product));
            square(out FieldElement power, left);
            Assert.Equal(expectedLeft * expectedLeft % s_prime, Value(power));

            // What comes out must be fit to go in again, also by way of a subtraction.
            FieldElement.Subtract(out FieldElement difference, power, product);
            multiply(out product, difference, difference);
            BigInteger expected = (expectedLeft - expectedRight) * expectedLeft;
            Assert.Equal(expected * expected % s_prime, Value(product));
        }
    }

    // A number fresh from its bytes, or a sum or difference with the largest limbs that the ladder can make.
    private static (FieldElement Element, BigInteger Value) Next(Random random)
    {
        (FieldElement left, BigInteger leftValue) = NextRead(random);
        (FieldElement right, BigInteger rightValue) = NextRead(random);
        switch (random.Next(3))
        {
            case 0:
                return (left, leftValue);
            case 1:
                FieldElement.Add(out FieldElement sum, left, right);
                return (sum, leftValue + rightValue);
            default:
                FieldElement.Subtract(out FieldElement difference, left, right);
                return (difference, leftValue - rightValue + (2 * s_prime));
        }
    }

    private static (FieldElement Element, BigInteger Value) NextRead(Random random)
    {
        byte[] bytes = random.Next(4) switch
        {
            0 => Bytes.Repeat(0xFF, 32),
            1 => new byte[32],
            _ => Bytes.Next(random, 32),
        };
        bytes[31] &= 0x7F;
        return (FieldElement.Read(bytes), new BigInteger([.. bytes, 0]));
    }

    private static BigInteger Value(FieldElement element)
    {
        byte[] bytes = new byte[32];
        element.Write(bytes);
        return new BigInteger([.. bytes, 0]);
    }
}
