using System;

namespace GhSecrets.Core.Tests;

/// <summary>RFC 7748, sections 5.2 and 6.1, and libsodium.</summary>
public sealed class X25519Tests
{
    private const string BasePoint = "0900000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")]
    [InlineData(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957")]
    public void Multiply_GivesThePublishedPoint(string scalar, string point, string expected) =>
        Assert.Equal(expected, Bytes.Hex(Bytes.Multiply(Bytes.Hex(scalar), Bytes.Hex(point))));

    [Theory]
    [InlineData(1, "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")]
    [InlineData(1000, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")]
    public void Multiply_Iterated_GivesThePublishedPoint(int times, string expected)
    {
        byte[] scalar = Bytes.Hex(BasePoint);
        byte[] point = Bytes.Hex(BasePoint);
        for (int i = 0; i < times; i++)
        {
            (scalar, point) = (Bytes.Multiply(scalar, point), scalar);
        }

        Assert.Equal(expected, Bytes.Hex(scalar));
    }

    [Fact]
    public void BothSides_AgreeOnThePublishedSecret()
    {
        byte[] alice = Bytes.Hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] bob = Bytes.Hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alicePublic = new byte[X25519.Size];
        byte[] bobPublic = new byte[X25519.Size];
        X25519.PublicKey(alicePublic, alice);
        X25519.PublicKey(bobPublic, bob);

        Assert.Equal("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", Bytes.Hex(alicePublic));
        Assert.Equal("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", Bytes.Hex(bobPublic));
        Assert.Equal("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", Bytes.Hex(Bytes.Multiply(alice, bobPublic)));
        Assert.Equal("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", Bytes.Hex(Bytes.Multiply(bob, alicePublic)));
    }

    [LibsodiumFact]
    public void Multiply_GivesWhatLibsodiumGives_ForRandomAndExtremePoints()
    {
        Random random = new(7748);
        for (int i = 0; i < 1000; i++)
        {
            byte[] scalar = Bytes.Next(random, 32);
            byte[] point = (i % 4) switch
            {
                0 => Bytes.Repeat((byte)i, 32),
                1 => Sparse(random),
                _ => Bytes.Next(random, 32),
            };

            byte[] expected = Libsodium.ScalarMultiply(scalar, point) ?? new byte[32];
            Assert.Equal(expected, Bytes.Multiply(scalar, point));
        }
    }

    // Long runs of ones and zeros, where carries go far.
    private static byte[] Sparse(Random random)
    {
        byte[] point = Bytes.Repeat((byte)(random.Next(2) == 0 ? 0 : 255), 32);
        point[random.Next(32)] = (byte)random.Next(256);
        point[random.Next(32)] ^= (byte)(1 << random.Next(8));
        return point;
    }
}
