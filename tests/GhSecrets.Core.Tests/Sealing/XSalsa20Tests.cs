using System;

namespace GhSecrets.Core.Tests;

/// <summary>D. J. Bernstein, "Cryptography in NaCl" (2009), sections 8 to 10, and libsodium.</summary>
public sealed class XSalsa20Tests
{
    private const string Shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    private const string FirstKey = "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389";
    private const string SecondKey = "dc908dda0b9344a953629b733820778880f3ceb421bb61b91cbd4c3e66256ce4";
    private const string Nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";

    private const string Message =
        "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
        + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
        + "5e0705";

    private const string Box =
        "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
        + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
        + "7973f622a43d14a6599b1f654cb45a74e355a5";

    [Theory]
    [InlineData(Shared, "00000000000000000000000000000000", FirstKey)]
    [InlineData(FirstKey, "69696ee955b62b73cd62bda875fc73d6", SecondKey)]
    public void HSalsa20_DerivesThePublishedKey(string key, string input, string expected)
    {
        byte[] result = Bytes.Hex(key);
        HSalsa20.Derive(result, result, Bytes.Hex(input));

        Assert.Equal(expected, Bytes.Hex(result));
    }

    [Fact]
    public void Apply_GivesThePublishedOneTimeKey()
    {
        byte[] oneTimeKey = new byte[Poly1305.KeySize];
        XSalsa20.Apply([], oneTimeKey, Bytes.Hex(Nonce), Bytes.Hex(FirstKey));

        Assert.Equal("eea6a7251c1e72916d11c2cb214d3c252539121d8e234e652d651fa4c8cff880", Bytes.Hex(oneTimeKey));
    }

    [Fact]
    public void SecretBox_IsThePublishedOne() =>
        Assert.Equal(Box, Bytes.Hex(Bytes.SecretBox(Bytes.Hex(Message), Bytes.Hex(Nonce), Bytes.Hex(FirstKey))));

    [Fact]
    public void Apply_Twice_GivesTheMessageBack()
    {
        byte[] text = Bytes.Hex(Message);
        byte[] oneTimeKey = new byte[Poly1305.KeySize];
        XSalsa20.Apply(text, oneTimeKey, Bytes.Hex(Nonce), Bytes.Hex(FirstKey));
        Assert.Equal(Box[32..], Bytes.Hex(text));
        XSalsa20.Apply(text, oneTimeKey, Bytes.Hex(Nonce), Bytes.Hex(FirstKey));

        Assert.Equal(Message, Bytes.Hex(text));
    }

    [LibsodiumFact]
    public void SecretBox_IsLibsodiums_AtEveryShortLength()
    {
        Random random = new(24);
        for (int length = 0; length < 400; length++)
        {
            byte[] message = Bytes.Next(random, length);
            byte[] nonce = Bytes.Next(random, XSalsa20.NonceSize);
            byte[] key = Bytes.Next(random, HSalsa20.KeySize);
            Assert.Equal(Libsodium.SecretBox(message, nonce, key), Bytes.SecretBox(message, nonce, key));
        }
    }
}
