namespace GhSecrets.Core.Tests;

/// <summary>What a variable's value may be, and which ones look like a secret.</summary>
public sealed class VariableValueTests
{
    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nTWFy\n-----END RSA PRIVATE KEY-----", "a private key")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", "a private key")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "a token of GitHub")]
    [InlineData("token=ghs_abcdefghijklmnopqrstuvwxyz0123456789", "a token of GitHub")]
    [InlineData("github_pat_11ABCDEFG0abcdefghijkl_mnop", "a token of GitHub")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "an access key of AWS")]
    [InlineData("postgres://app:s3cret@db.example.com/app", "an address with a password")]
    [InlineData("https://user:p@ss@example.com", "an address with a password")]
    public void ASecret_IsDoubted_AndNotQuoted(string value, string what)
    {
        string doubt = Assert.Single(VariableValue.Doubts(value));

        Assert.Equal($"The value looks like {what}. Variables are shown in logs: store it as a secret.", doubt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eu-west-1")]
    [InlineData("https://example.com:8443/a?b=c@d")]
    [InlineData("https://user@example.com")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("ghp_short")]
    [InlineData("AKIA")]
    [InlineData("XAKIAIOSFODNN7EXAMPLE")]
    [InlineData("changeme")]
    public void AnythingElse_IsNot(string value) => Assert.Empty(VariableValue.Doubts(value));

    [Theory]
    [InlineData(49_152, true)]
    [InlineData(49_153, false)]
    public void TheLimit_Is48KBOfUtf8(int bytes, bool fits)
    {
        string value = new string('ä', bytes / 2) + new string('a', bytes % 2);
        if (fits)
        {
            VariableValue.EnsureFits(value);
        }
        else
        {
            Assert.Equal(
                "The value has 49,153 bytes; GitHub takes at most 48 KB (49,152 bytes).",
                Refused.With(ErrorId.ValueTooLarge, () => VariableValue.EnsureFits(value)).Message);
        }
    }

    [Fact]
    public void WhatIsNoText_IsRefused()
    {
        Refused.With(ErrorId.InvalidValue, () => VariableValue.EnsureFits(null));
        Refused.With(ErrorId.InvalidValue, () => VariableValue.EnsureFits("a\uD83D" + "b"));
        VariableValue.EnsureFits("\uD83D\uDD11");
    }
}
