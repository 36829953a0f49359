using System;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>RFC 8439, section 2.5.2 and all of appendix A.3, and libsodium.</summary>
public sealed class Poly1305Tests
{
    private const string Zeros = "00000000000000000000000000000000";
    private const string One = "01000000000000000000000000000000";
    private const string Two = "02000000000000000000000000000000";
    private const string Ones = "ffffffffffffffffffffffffffffffff";
    private const string Secret = "36e5f6b5c5e06070f0efca96227a863e";

    private const string Notice =
        "Any submission to the IETF intended by the Contributor for publication as all or part of an IETF Internet-Draft or RFC and "
        + "any statement made within the context of an IETF activity is considered an \"IETF Contribution\". Such statements include "
        + "oral statements in IETF sessions, as well as written and electronic communications made at any time or place, which are "
        + "addressed to";

    private const string Verse =
        "'Twas brillig, and the slithy toves\nDid gyre and gimble in the wabe:\nAll mimsy were the borogoves,\nAnd the mome raths outgrabe.";

    [Theory]
    [InlineData("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b", "Cryptographic Forum Research Group", "a8061dc1305136c6c22b8baf0c0127a9")]
    [InlineData(Zeros + Secret, Notice, Secret)]
    [InlineData(Secret + Zeros, Notice, "f3477e7cd95417af89a6b8794c310cf0")]
    [InlineData("1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0", Verse, "4541669a7eaaee61e708dc7cbcc5eb62")]
    public void Tag_OfText_IsThePublishedOne(string key, string text, string expected) =>
        Assert.Equal(expected, Tag(key, Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(Zeros + Zeros, Zeros + Zeros + Zeros + Zeros, Zeros)]
    [InlineData(Two + Zeros, Ones, "03000000000000000000000000000000")]
    [InlineData(Two + Ones, Two, "03000000000000000000000000000000")]
    [InlineData(One + Zeros, Ones + "f0ffffffffffffffffffffffffffffff" + "11000000000000000000000000000000", "05000000000000000000000000000000")]
    [InlineData(One + Zeros, Ones + "fbfefefefefefefefefefefefefefefe" + "01010101010101010101010101010101", Zeros)]
    [InlineData(Two + Zeros, "fdffffffffffffffffffffffffffffff", "faffffffffffffffffffffffffffffff")]
    [InlineData(
        "01000000000000000400000000000000" + Zeros,
        "e33594d7505e43b90000000000000000" + "3394d7505e4379cd0100000000000000" + Zeros + One,
        "14000000000000005500000000000000")]
    [InlineData(
        "01000000000000000400000000000000" + Zeros,
        "e33594d7505e43b90000000000000000" + "3394d7505e4379cd0100000000000000" + Zeros,
        "13000000000000000000000000000000")]
    public void Tag_AtTheEdges_IsThePublishedOne(string key, string message, string expected) =>
        Assert.Equal(expected, Tag(key, Bytes.Hex(message)));

    [LibsodiumFact]
    public void Tag_IsLibsodiums_AtEveryShortLength_AlsoWithTheLargestNumbers()
    {
        Random random = new(8439);
        for (int length = 0; length < 300; length++)
        {
            bool isLargest = length % 3 == 0;
            byte[] key = isLargest ? Bytes.Repeat(0xFF, 32) : Bytes.Next(random, 32);
            byte[] message = isLargest ? Bytes.Repeat(0xFF, length) : Bytes.Next(random, length);
            Assert.Equal(Bytes.Hex(Libsodium.OneTimeAuth(message, key)), Tag(Bytes.Hex(key), message));
        }
    }

    private static string Tag(string key, byte[] message)
    {
        byte[] tag = new byte[Poly1305.TagSize];
        Poly1305.Tag(tag, message, Bytes.Hex(key));
        return Bytes.Hex(tag);
    }
}
