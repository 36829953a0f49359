using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>A value that looks like a slip is told of, in words that do not quote it; most values are not.</summary>
public sealed class ValueDoubtsTests
{
    private const string Base64 = "TWFya2VkVmFsdWVUaGF0SXNMb25nRW5vdWdo";

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t\r\n ", "nothing but blanks")]
    [InlineData("-", "a single hyphen")]
    [InlineData("-\n", "a single hyphen", "a line break")]
    [InlineData("abc\n", "a line break")]
    [InlineData("abc\r\n", "a line break")]
    [InlineData("\"abc\"", "quotes")]
    [InlineData("'abc'", "quotes")]
    [InlineData("changeme", "a placeholder")]
    [InlineData("ChangeMe", "a placeholder")]
    [InlineData("TODO", "a placeholder")]
    [InlineData("<your token>", "a placeholder")]
    [InlineData("$(DEPLOY_TOKEN)", "a placeholder")]
    [InlineData("${DEPLOY_TOKEN}", "a placeholder")]
    [InlineData("xxxxxx", "a placeholder")]
    [InlineData("-----BEGIN PRIVATE KEY----- " + Base64 + " -----END PRIVATE KEY-----", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\n" + Base64 + "\\n-----END PRIVATE KEY-----", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n" + Base64 + "\n", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n" + Base64 + "\n-----END CERTIFICATE-----", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n" + Base64 + "!\n-----END PRIVATE KEY-----", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n" + Base64 + "=\n-----END PRIVATE KEY-----", "a PEM file")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "a PEM file")]
    [InlineData("{\"a\": 1", "JSON")]
    [InlineData("{ \"a\": \"b\nc\" }", "JSON")]
    [InlineData("[\n{\"a\": 1},\n]", "JSON")]
    [InlineData("{ \"a\": 1 } {", "JSON")]
    [InlineData("{ \"a\": 01 }", "JSON")]
    [InlineData(" abc", "begins or ends with a blank")]
    [InlineData("abc ", "begins or ends with a blank")]
    [InlineData("abc\r", "begins or ends with a blank")]
    [InlineData("abc \r\n", "a line break", "begins or ends with a blank")]
    [InlineData("\uFEFFabc", "a byte order mark")]
    [InlineData("p\uFFFDss", "U+FFFD")]
    [InlineData("abc\u00A0def", "a blank that is not seen")]
    [InlineData("abc\u200B", "a blank that is not seen")]
    [InlineData("\u201Cabc\u201D", "typographic quotes")]
    [InlineData("System.Security.SecureString", "the name of a .NET type")]
    [InlineData("System.Object[]", "the name of a .NET type")]
    [InlineData("System.Collections.Generic.List`1[System.String]", "the name of a .NET type")]
    [InlineData("System.Collections.Generic.Dictionary`2[System.String,System.Object]", "the name of a .NET type")]
    [InlineData("#NAME?", "an error of a spreadsheet")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\r\n" + Base64 + "\r\n-----END OPENSSH PRIVATE KEY-----\r\n", "The SSH key")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64 + "\n-----END OPENSSH PRIVATE KEY-----", "The SSH key")]
    public void ASlip_IsTold_WithoutTheValue(string value, params string[] about)
    {
        string[] doubts = Doubts(value);

        Assert.Equal(about.Length, doubts.Length);
        Assert.All(about.Zip(doubts, (part, doubt) => (part, doubt)), pair => Assert.Contains(pair.part, pair.doubt, StringComparison.Ordinal));
        Assert.All(doubts, doubt => Assert.DoesNotContain(Base64, doubt, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("  indented:\n    yaml\n")]
    [InlineData("two words")]
    [InlineData("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67")]
    [InlineData("#NAME")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64 + "\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("it's \"quoted\"")]
    [InlineData("--")]
    [InlineData("one\ntwo\n")]
    [InlineData("{abc")]
    [InlineData("[abc]")]
    [InlineData("$ecret(1)")]
    [InlineData("<a>b")]
    [InlineData("xx")]
    [InlineData("'")]
    [InlineData("{}")]
    [InlineData("{ \"a\": [1, {\"b\": null}] }")]
    [InlineData("[\"a\"]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-256-CBC,00\r\n\r\n" + Base64 + "\r\n-----END RSA PRIVATE KEY-----\r\n")]
    [InlineData("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + Base64 + "\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----")]
    public void AUsualValue_RaisesNoDoubt(string value) => Assert.Empty(Doubts(value));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Utf16_IsTold_WithAndWithoutItsMark(bool hasMark, bool isBigEndian)
    {
        UnicodeEncoding encoding = new(isBigEndian, hasMark);
        using SecretValue value = SecretValue.FromBytes([.. encoding.GetPreamble(), .. encoding.GetBytes("tok123\r\n")]);

        Assert.Contains("UTF-16", Assert.Single(ValueDoubts.Of(value)), StringComparison.Ordinal);
    }

#if NET
    [Fact]
    public void RealKeys_RaiseNoDoubt_AndTheirFirstHalvesDo()
    {
        using RSA key = RSA.Create(2048);
        string pem = key.ExportPkcs8PrivateKeyPem();

        Assert.Empty(Doubts(pem));
        Assert.Empty(Doubts(pem + "\n" + key.ExportRSAPublicKeyPem() + "\n"));
        Assert.Single(Doubts(pem[..(pem.Length / 2)]));
        Assert.Single(Doubts(pem.Replace('\n', ' ')));
    }
#endif

    [Fact]
    public void BytesThatAreNoText_RaiseNoDoubt()
    {
        Random random = new(1);
        for (int length = 1; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            bytes[^1] |= 0x80;
            using SecretValue value = SecretValue.FromBytes(bytes);
            Assert.Empty(ValueDoubts.Of(value));
        }
    }

    private static string[] Doubts(string text)
    {
        using SecretValue value = SecretValue.FromBytes(Encoding.UTF8.GetBytes(text));
        return [.. ValueDoubts.Of(value)];
    }
}
