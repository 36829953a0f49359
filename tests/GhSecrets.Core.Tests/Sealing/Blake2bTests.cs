using System;

namespace GhSecrets.Core.Tests;

/// <summary>RFC 7693, appendix A, and libsodium.</summary>
public sealed class Blake2bTests
{
    [Fact]
    public void Hash_OfAbc_IsThePublishedOne() => Assert.Equal(
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        Bytes.Hex(Hash(64, "abc"u8.ToArray())));

    [LibsodiumTheory]
    [InlineData(24)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    public void Hash_IsLibsodiums_AtEveryLengthOfThreeBlocks(int size)
    {
        Random random = new(7693);
        for (int length = 0; length <= 3 * 128; length++)
        {
            byte[] message = Bytes.Next(random, length);
            Assert.Equal(Libsodium.Hash(size, message), Hash(size, message));
        }
    }

    private static byte[] Hash(int size, byte[] message)
    {
        byte[] digest = new byte[size];
        Blake2b.Hash(digest, message);
        return digest;
    }
}
