using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using MockGitHub;
using Sodium;

namespace GhSecrets.Core.Tests;

/// <summary>Both sealers, against published boxes and against each other.</summary>
public sealed class SealerTests
{
    public static TheoryData<string> SealerNames => ["libsodium", "BouncyCastle"];

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
    public void Best_IsOne_AndTheLibsodiumThatComesWithTheModule()
    {
        Assert.Same(Sealers.Best, Sealers.Best);
        Assert.Equal("libsodium 1.0.22", Sealers.Best.Name);
    }

    /// <summary>The key and the box are those of the tests of cli/cli.</summary>
    [Fact]
    public void BouncyCastle_WithAKnownEphemeralKey_GivesTheGoldenBox()
    {
        BouncyCastleSealer sealer = new(FillWithFives);

        byte[] box = sealer.Seal("a secret"u8.ToArray(), SealingKey.FromBase64("CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="));

        Assert.Equal("UKYUCbHd0DJemxa3AOcZ6XcsBwALG9d4bpB8ZT0gSV39vl3BHiGSgj8zJapDxgB2BwqNqRhpjC4=", Convert.ToBase64String(box));
    }

    /// <summary>D. J. Bernstein, "Cryptography in NaCl" (2009), sections 6 to 10.</summary>
    [Fact]
    public void BouncyCastle_GivesThePublishedBox_AndTheServersLibraryOpensIt()
    {
        const string Nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
        const string Message =
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
            + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
            + "5e0705";
        const string Box =
            "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
            + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
            + "7973f622a43d14a6599b1f654cb45a74e355a5";
        byte[] message = Bytes.Hex(Message);
        byte[] shared = Bytes.Hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        byte[] alicesPublicKey = Bytes.Hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        byte[] bobsPrivateKey = Bytes.Hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

        byte[] box = new byte[48 + message.Length];
        BouncyCastleSealer.Encrypt(message, shared, Bytes.Hex(Nonce), box);

        Assert.Equal(Box, Bytes.Hex(box.AsSpan(32)));
        Assert.Equal(Message, Bytes.Hex(PublicKeyBox.Open(Bytes.Hex(Box), Bytes.Hex(Nonce), bobsPrivateKey, alicesPublicKey)));
    }

    [Fact]
    public void TenThousandMessages_SealedByEither_AreOpenedByTheServersLibrary_AndMadeAgainByTheOther()
    {
        Random random = new(10_000);
        ISealer[] sealers = [NewSealer("libsodium"), NewSealer("BouncyCastle")];
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
            Assert.True(box.AsSpan().SequenceEqual(MadeAgain(box, message, recipient.PublicKey, recipient.PrivateKey)));
        }

        Assert.Equal(10_000, count);
    }

    [Theory]
    [MemberData(nameof(SealerNames))]
    public void OneMessage_IsSealedDifferentlyEachTime_AndLeftAsItWas(string sealer)
    {
        SealingKey key = Bytes.Key(SealedBoxOpener.CreateKeyPair().PublicKey);
        byte[] message = "a secret"u8.ToArray();

        Assert.NotEqual(NewSealer(sealer).Seal(message, key), NewSealer(sealer).Seal(message, key));
        Assert.Equal("a secret"u8.ToArray(), message);
    }

    [Theory]
    [MemberData(nameof(LowOrderKeys))]
    public void AKeyOfLowOrder_IsRefusedByBoth_AlsoWithTheHighBit(string hex)
    {
        byte[] key = Bytes.Hex(hex);
        byte[] withHighBit = [.. key];
        withHighBit[31] |= 0x80;
        foreach (ISealer sealer in new[] { NewSealer("libsodium"), NewSealer("BouncyCastle") })
        {
            Refused.With(ErrorId.PublicKeyUnusable, () => sealer.Seal("a secret"u8.ToArray(), Bytes.Key(key)));
            Refused.With(ErrorId.PublicKeyUnusable, () => sealer.Seal("a secret"u8.ToArray(), Bytes.Key(withHighBit)));
        }
    }

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
    public void BouncyCastleWithoutRandomness_FailsAsSealing()
    {
        BouncyCastleSealer sealer = new(_ => throw new CryptographicException("no entropy"));

        GhSecretsException failure = Assert.Throws<GhSecretsException>(
            () => sealer.Seal("a secret"u8.ToArray(), Bytes.Key(SealedBoxOpener.CreateKeyPair().PublicKey)));

        Assert.Equal(ErrorId.SealingFailed, failure.Id);
        Assert.DoesNotContain("a secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SealerNames))]
    public void EightThreads_SealAtOnce(string name)
    {
        ISealer sealer = NewSealer(name);
        (byte[] publicKey, byte[] privateKey) = SealedBoxOpener.CreateKeyPair();
        SealingKey key = Bytes.Key(publicKey);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            byte[] message = Bytes.Repeat((byte)i, i);
            Assert.True(SealedBoxOpener.TryOpen(sealer.Seal(message, key), publicKey, privateKey, out byte[] opened));
            Assert.Equal(message, opened);
        });
    }

    /// <summary>Or the tests above would prove nothing.</summary>
    [Fact]
    public void AChangedBox_IsNotOpened()
    {
        (byte[] publicKey, byte[] privateKey) = SealedBoxOpener.CreateKeyPair();
        byte[] box = Sealers.Best.Seal("a secret"u8.ToArray(), Bytes.Key(publicKey));
        for (int i = 0; i < box.Length; i++)
        {
            byte[] changed = [.. box];
            changed[i] ^= 1;
            Assert.False(SealedBoxOpener.TryOpen(changed, publicKey, privateKey, out _));
        }

        Assert.False(SealedBoxOpener.TryOpen([.. box.Take(47)], publicKey, privateKey, out _));
        (byte[] otherPublicKey, byte[] otherPrivateKey) = SealedBoxOpener.CreateKeyPair();
        Assert.False(SealedBoxOpener.TryOpen(box, otherPublicKey, otherPrivateKey, out _));
    }

    private static ISealer NewSealer(string name)
    {
        if (name == "BouncyCastle")
        {
            return new BouncyCastleSealer();
        }

        Assert.True(SodiumSealer.TryCreate(out SodiumSealer? sealer));
        return sealer;
    }

    /// <summary>The recipient shares the secret of a box, so whichever library sealed it, Bouncy Castle must give the same box for it.</summary>
    private static byte[] MadeAgain(byte[] box, byte[] message, byte[] publicKey, byte[] privateKey)
    {
        byte[] again = [.. box.Take(32), .. new byte[16 + message.Length]];
        byte[] nonce = GenericHash.Hash([.. box.Take(32), .. publicKey], null, 24);
        BouncyCastleSealer.Encrypt(message, ScalarMult.Mult(privateKey, [.. box.Take(32)]), nonce, again);
        return again;
    }

    private static void FillWithFives(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = 5;
        }
    }

    // All lengths of the first sixteen blocks for both sealers, the edges of later blocks, the largest, and any between.
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
}
