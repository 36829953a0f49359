using System;
using System.Net;

namespace GhSecrets.Core.Tests;

/// <summary>A proxy's address may hold who asks, which goes to the proxy alone.</summary>
public sealed class ProxyAddressTests
{
    private static readonly Uri s_target = new("https://api.github.com/");

    [Theory]
    [InlineData("http://u%20ser:p%40ss%3Aw@proxy:3128", "u ser", "p@ss:w")]
    [InlineData("http://user:pass:word@proxy:3128", "user", "pass:word")]
    [InlineData("http://user@proxy:3128", "user", "")]
    public void UserAndPassword_AreItsCredentials_AndNoPartOfItsAddress(string address, string user, string password)
    {
        IWebProxy proxy = ProxyAddress.Open(address);

        NetworkCredential credential = proxy.Credentials!.GetCredential(new Uri("http://proxy:3128"), "Basic")!;
        Assert.Equal((user, password), (credential.UserName, credential.Password));
        Assert.Equal(new Uri("http://proxy:3128/"), proxy.GetProxy(s_target));
    }

    [Theory]
    [InlineData("http://user:MARKED@proxy and more")]
    [InlineData("user:MARKED@proxy:3128")]
    [InlineData("MARKED")]
    [InlineData("ftp://user:MARKED@proxy:3128")]
    [InlineData("http://user:MARKED/word@proxy:3128")]
    [InlineData("http://user:1#MARKED@proxy:3128")]
    [InlineData("http://user:1?MARKED@proxy:3128")]
    [InlineData("http://proxy:3128/MARKED")]
    [InlineData("")]
    public void WhatIsNoAddress_IsRefused_AndNotShown(string address)
    {
        GhSecretsException refused = Assert.Throws<GhSecretsException>(() => ProxyAddress.Open(address));

        Assert.Equal(ErrorId.InvalidArgument, refused.Id);
        Assert.DoesNotContain("MARKED", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutThem_ThereAreNone() => Assert.Null(ProxyAddress.Open("http://proxy:3128").Credentials);
}
