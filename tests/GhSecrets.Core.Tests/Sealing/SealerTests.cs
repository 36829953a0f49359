using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Both sealers, against a golden box and against each other.</summary>
public sealed class SealerTests
{
    /// <summary>Every encoding below 2^255 of a point whose order divides 8.</summary>
    public static TheoryData<string> LowOrderKeys =>
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    [Fact]
    public void Managed_WithAKnownEphemeralKey_GivesTheGoldenBox()
    {
        ManagedSealer sealer = new(buffer => buffer.Fill(0x05));

        byte[] box = sealer.Seal("a secret"u8, SealingKey.FromBase64("CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="));

        Assert.Equal("UKYUCbHd0DJemxa3AOcZ6XcsBwALG9d4bpB8ZT0gSV39vl3BHiGSgj8zJapDxgB2BwqNqRhpjC4=", Convert.ToBase64String(box));
    }

#if NET
    // A minute under Mono; the other tests hold that build against libsodium.
    [LibsodiumFact]
    public void TenThousandMessages_SealedByEither_AreOpenedByBoth()
    {
        Random random = new(10_000);
        ISealer[] sealers = [NewLibsodium(), new ManagedSealer(random.NextBytes)];
        byte[] pool = Bytes.Next(random, 2 * SecretValue.MaximumSize);
        (byte[] PublicKey, byte[] PrivateKey) recipient = SealedBoxOpener.CreateKeyPair();
        int count = 0;
        foreach (int length in Lengths(random))
        {
            if (count % 100 == 0)
            {
                recipient = SealedBoxOpener.CreateKeyPair();
            }

            byte[] message = pool.AsSpan(random.Next(SecretValue.MaximumSize), length).ToArray();
            byte[] box = sealers[count++ % 2].Seal(message, Bytes.Key(recipient.PublicKey));

            Assert.Equal(length + 48, box.Length);
            Assert.True(SealedBoxOpener.TryOpen(box, recipient.PublicKey, recipient.PrivateKey, out byte[] opened));
            Assert.True(message.AsSpan().SequenceEqual(opened));
            Assert.True(message.AsSpan().SequenceEqual(Libsodium.Open(box, recipient.PublicKey, recipient.PrivateKey)));
        }

        Assert.Equal(10_000, count);
    }
#endif

    [Fact]
    public void Managed_SealsOneMessageDifferentlyEachTime() => AssertBoxesDiffer(new ManagedSealer());

    [LibsodiumFact]
    public void Libsodium_SealsOneMessageDifferentlyEachTime() => AssertBoxesDiffer(NewLibsodium());

    [Theory]
    [MemberData(nameof(LowOrderKeys))]
    public void Managed_RefusesAKeyOfLowOrder_AlsoWithTheHighBit(string key) => AssertRefused(new ManagedSealer(), key);

    [LibsodiumTheory]
    [MemberData(nameof(LowOrderKeys))]
    public void Libsodium_RefusesAKeyOfLowOrder_AlsoWithTheHighBit(string key) => AssertRefused(NewLibsodium(), key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI")]
    [InlineData("CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQ==")]
    [InlineData("CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQIA")]
    public void AKeyThatIsNot32BytesOfBase64_IsUnusable(string? text) =>
        Assert.Equal(ErrorId.PublicKeyUnusable, Assert.Throws<GhSecretsException>(() => SealingKey.FromBase64(text)).Id);

    [Fact]
    public void ManagedWithoutRandomness_FailsAsSealing()
    {
        ManagedSealer sealer = new(_ => throw new CryptographicException("no entropy"));

        GhSecretsException failure = Assert.Throws<GhSecretsException>(
            () => sealer.Seal("a secret"u8, Bytes.Key(SealedBoxOpener.CreateKeyPair().PublicKey)));

        Assert.Equal(ErrorId.SealingFailed, failure.Id);
        Assert.DoesNotContain("a secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Managed_SealsOnEightThreadsAtOnce() => SealOnEightThreads(new ManagedSealer());

    [LibsodiumFact]
    public void Libsodium_SealsOnEightThreadsAtOnce() => SealOnEightThreads(NewLibsodium());

    [Fact]
    public void AChangedBox_IsNotOpened()
    {
        (byte[] publicKey, byte[] privateKey) = SealedBoxOpener.CreateKeyPair();
        byte[] box = new ManagedSealer().Seal("a secret"u8, Bytes.Key(publicKey));
        for (int i = 0; i < box.Length; i++)
        {
            byte[] changed = [.. box];
            changed[i] ^= 1;
            Assert.False(SealedBoxOpener.TryOpen(changed, publicKey, privateKey, out _));
        }

        Assert.False(SealedBoxOpener.TryOpen(box.AsSpan(0, 47), publicKey, privateKey, out _));
        (byte[] otherPublicKey, byte[] otherPrivateKey) = SealedBoxOpener.CreateKeyPair();
        Assert.False(SealedBoxOpener.TryOpen(box, otherPublicKey, otherPrivateKey, out _));
    }

    [Fact]
    public void Best_IsOne_AndLibsodiumWhereItIsThere()
    {
        Assert.Same(Sealers.Best, Sealers.Best);
        Assert.StartsWith(Libsodium.IsThere ? "libsodium " : "managed", Sealers.Best.Name, StringComparison.Ordinal);
    }

    // All lengths of the first sixteen blocks for both sealers, the edges of later blocks, the largest, and any between.
#if NET
    private static IEnumerable<int> Lengths(Random random)
    {
        for (int i = 0; i < 2048; i++)
        {
            yield return i / 2;
        }

        int[] offsets = [-33, -32, -31, -17, -16, -15, -1, 0, 1, 15, 16, 17, 31, 32, 33];
        for (int i = 2048; i < 9_990; i++)
        {
            // Even over the number of bits, so that short messages are as usual as they are in life.
            int any = (int)Math.Exp(random.NextDouble() * Math.Log(SecretValue.MaximumSize));
            int edge = (any / 64 * 64) + offsets[random.Next(offsets.Length)];
            yield return i % 2 == 0 ? any : Math.Clamp(edge, 0, SecretValue.MaximumSize);
        }

        for (int i = 0; i < 10; i++)
        {
            yield return SecretValue.MaximumSize - (i / 2);
        }
    }
#endif

    private static LibsodiumSealer NewLibsodium()
    {
        Assert.True(LibsodiumSealer.TryCreate(out LibsodiumSealer? sealer));
        return sealer;
    }

    private static void AssertBoxesDiffer(ISealer sealer)
    {
        SealingKey key = Bytes.Key(SealedBoxOpener.CreateKeyPair().PublicKey);
        Assert.NotEqual(sealer.Seal("a secret"u8, key), sealer.Seal("a secret"u8, key));
    }

    private static void AssertRefused(ISealer sealer, string hex)
    {
        byte[] key = Bytes.Hex(hex);
        Assert.Equal(ErrorId.PublicKeyUnusable, Assert.Throws<GhSecretsException>(() => sealer.Seal("a secret"u8, Bytes.Key(key))).Id);
        key[31] |= 0x80;
        Assert.Equal(ErrorId.PublicKeyUnusable, Assert.Throws<GhSecretsException>(() => sealer.Seal("a secret"u8, Bytes.Key(key))).Id);
    }

    private static void SealOnEightThreads(ISealer sealer)
    {
        (byte[] publicKey, byte[] privateKey) = SealedBoxOpener.CreateKeyPair();
        SealingKey key = Bytes.Key(publicKey);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            byte[] message = Bytes.Repeat((byte)i, i);
            Assert.True(SealedBoxOpener.TryOpen(sealer.Seal(message, key), publicKey, privateKey, out byte[] opened));
            Assert.Equal(message, opened);
        });
    }
}
