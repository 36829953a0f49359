using System;

namespace GhSecrets.Core.Tests;

/// <summary>Repositories by the addresses that browsers and git show.</summary>
public sealed class RepositoryAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/app")]
    [InlineData("https://github.com/acme/app/")]
    [InlineData("https://github.com/acme/app.git")]
    [InlineData("HTTPS://GitHub.com:443/acme/app.GIT")]
    [InlineData("http://github.com/acme/app")]
    [InlineData("https://x-access-token:marked-Value-1@github.com/acme/app.git")]
    [InlineData("https://u:marked;Value@github.com/acme/app")]
    [InlineData("git@github.com:acme/app.git")]
    [InlineData("git@github.com:/acme/app")]
    [InlineData("ssh://git@github.com/acme/app.git")]
    [InlineData("ssh://git@github.com:22/acme/app")]
    [InlineData("git://github.com/acme/app.git")]
    public void AnAddress_IsTheNameInIt(string address)
    {
        Assert.Equal("acme/app", RepositoryAddress.ToNames(address, "github.com"));
        Assert.Equal("acme/app", RepositoryAddress.ToNames(address, null));
    }

    [Theory]
    [InlineData("acme/app")]
    [InlineData("app")]
    [InlineData("42")]
    [InlineData("acme/*")]
    [InlineData(" app ;; 42")]
    [InlineData("acme/app.git")]
    [InlineData("")]
    public void AnyOtherText_StaysAsItIs(string text) => Assert.Equal(text, RepositoryAddress.ToNames(text, "github.com"));

    [Fact]
    public void OneText_MayHoldSeveral() =>
        Assert.Equal("app;acme/web;acme/lib-*;7", RepositoryAddress.ToNames("app; git@github.com:acme/web.git ;https://github.com/acme/lib-*;7", "github.com"));

    [Theory]
    [InlineData("https://git.example.com/acme/app", "git.example.com", "github.com")]
    [InlineData("https://marked-Value-1@github.com.example/acme/app", "github.com.example", "github.com")]
    [InlineData("git@github.com:acme/app.git", "github.com", "git.example.com:8443")]
    [InlineData("https://git.example.com/acme/app", "git.example.com", "git.example.com:8443")]
    [InlineData("https://git.example.com:8443/acme/app", "git.example.com:8443", "git.example.com")]
    public void AnotherHost_IsRefused_AndBothAreNamed(string address, string other, string host) =>
        Assert.Equal(
            $"The address of acme/app is at {other}, and the session is for {host}. Use a session for {other}, or write acme/app alone.",
            Refused.With(ErrorId.InvalidArgument, () => RepositoryAddress.ToNames(address, host)).Message);

    [Theory]
    [InlineData("https://git.example.com:8443/acme/app")]
    [InlineData("git@git.example.com:acme/app.git")]
    [InlineData("ssh://git@git.example.com:122/acme/app.git")]
    public void AHostWithAPort_IsThatOfItsWebAddresses_AndOfAllOfSsh(string address) =>
        Assert.Equal("acme/app", RepositoryAddress.ToNames(address, "git.example.com:8443"));

    [Theory]
    [InlineData("https://github.com/acme", "https://github.com/acme")]
    [InlineData("https://github.com/acme/app?token=marked", "https://github.com/acme/app?***")]
    [InlineData("https://github.com/acme/app#marked", "https://github.com/acme/app#***")]
    [InlineData("https://github.com/acme/app/settings", "https://github.com/acme/app/settings")]
    [InlineData("https://github.com/acme/app?tab=readme", "https://github.com/acme/app?***")]
    [InlineData("https://github.com/acme/my%20app", "https://github.com/acme/my%20app")]
    [InlineData("https://github.com/../app", "https://github.com/../app")]
    [InlineData("ftp://github.com/acme/app", "ftp://github.com/acme/app")]
    [InlineData("acme:app", "acme:app")]
    [InlineData("https://u:marked-Value-1@github.com/acme", "https://github.com/acme")]
    [InlineData("https://u:marked/Value-1@github.com/acme/app", "https://github.com/acme/app")]
    [InlineData("https://marked?Value-1@github.com/acme/app", "https://github.com/acme/app")]
    [InlineData("u:marked-Value-1@github.com/acme/app", "github.com/acme/app")]
    public void WhatIsNoAddressOfARepository_IsRefused_WithoutUserAndPassword(string text, string shown) =>
        Assert.StartsWith(
            $"'{shown}' is no address of a repository.",
            Refused.With(ErrorId.InvalidArgument, () => RepositoryAddress.ToNames(text, "github.com")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("marked-Value-1@github.com/acme/app")]
    [InlineData("marked-Value-1@app")]
    public void WhatIsNoName_IsToldWithoutWhatStandsBeforeTheHost(string text) =>
        Assert.DoesNotContain("marked", Refused.With(ErrorId.InvalidArgument, () => RepositoryName.Normalize(text)).Message, StringComparison.Ordinal);
}
