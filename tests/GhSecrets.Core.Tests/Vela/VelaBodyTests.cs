using System.Text;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>A body holds the value byte for byte, without it ever having been a string.</summary>
public sealed class VelaBodyTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ back\nline\ttab\0zero\u001f")]
    [InlineData("Grüße 🔑 \u2028")]
    public void AValue_ArrivesAsItIs(string text)
    {
        using SecretValue value = SecretValue.FromText(text);

        Assert.Equal(text, (string?)Parse(new JObject(), value)["value"]);
        JObject body = Parse(new JObject { ["name"] = "ä" }, value);
        Assert.Equal(text, (string?)body["value"]);
        Assert.Equal("ä", (string?)body["name"]);
    }

    [Fact]
    public void WithoutAValue_ItIsTheObjectAlone() => Assert.Equal("""{"name":"n"}"""u8.ToArray(), VelaBody.Write(new JObject { ["name"] = "n" }, null));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { (byte)'[', (byte)'s', (byte)'e', (byte)'c', (byte)'u', (byte)'r', (byte)'e', (byte)']' })]
    public void WhatVelaCannotKeep_IsRefused(byte[] bytes)
    {
        using SecretValue value = SecretValue.FromBytes(bytes);

        Assert.Equal(ErrorId.InvalidValue, Assert.Throws<GhSecretsException>(() => VelaBody.EnsureUsable(value)).Id);
    }

    private static JObject Parse(JObject json, SecretValue value) => JObject.Parse(Encoding.UTF8.GetString(VelaBody.Write(json, value)));
}
