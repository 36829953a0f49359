using Newtonsoft.Json;

namespace GhSecrets.Core.Tests;

/// <summary>A token leaves as a header and in no other way.</summary>
public sealed class AccessTokenTests
{
    [Theory]
    [InlineData(Marked.Token)]
    [InlineData(" " + Marked.Token + "\r\n")]
    public void WhiteSpaceAround_IsNoPartOfIt(string text)
    {
        AccessToken token = AccessToken.FromText(text, "GH_TOKEN");

        Assert.Equal("Bearer " + Marked.Token, token.Header.ToString());
        Assert.Equal("GH_TOKEN", token.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData(Marked.Token + " " + Marked.Token)]
    [InlineData(Marked.Token + "\n" + Marked.Token)]
    [InlineData(Marked.Token + "\0")]
    [InlineData(Marked.Token + "\u00A0x")]
    [InlineData(Marked.Token + "ä")]
    public void WhatNoHeaderCarries_IsRefused_AndNotQuoted(string text) =>
        Refused.With(ErrorId.InvalidArgument, () => AccessToken.FromText(text, "GH_TOKEN"));

    [Fact]
    public void Tokens_AreEqual_WhenTextAndSourceAre()
    {
        AccessToken token = AccessToken.FromText(Marked.Token, "GH_TOKEN");

        Assert.Equal(token, AccessToken.FromText(Marked.Token, "GH_TOKEN"));
        Assert.Equal(token.GetHashCode(), AccessToken.FromText(Marked.Token, "GH_TOKEN").GetHashCode());
        Assert.NotEqual(token, AccessToken.FromText(Marked.Token, "GITHUB_TOKEN"));
        Assert.NotEqual(token, AccessToken.FromText(Marked.Token + "x", "GH_TOKEN"));
    }

    [Theory]
    [InlineData("ghs_16C7e42F292c6912E7710c838347Ae178B4a", true)]
    [InlineData("ghp_16C7e42F292c6912E7710c838347Ae178B4a", false)]
    [InlineData("github_pat_11ABC_ghs_", false)]
    public void TheTokenOfAnInstallation_IsToldByItsFirstLetters(string text, bool isInstallationToken) =>
        Assert.Equal(isInstallationToken, AccessToken.FromText(text, "GH_TOKEN").IsInstallationToken);

    [Fact]
    public void NoText_ShowsIt()
    {
        AccessToken token = AccessToken.FromText(Marked.Token, "GH_TOKEN");
        ApiSessionOptions options = new() { Token = token };
        using ApiSession api = new(options);
        using GhSession session = new(options, Sealers.Best);

        Assert.Equal("***", token.ToString());
        Assert.Equal("github.com (GH_TOKEN)", api.ToString());
        Assert.Equal("github.com (GH_TOKEN)", session.ToString());
        foreach (object shown in new object[] { token, session })
        {
            Marked.AssertNotIn(JsonConvert.SerializeObject(shown));
#if NET
            Marked.AssertNotIn(System.Text.Json.JsonSerializer.Serialize(shown));
#endif
        }

        Assert.Contains("GH_TOKEN", JsonConvert.SerializeObject(session), System.StringComparison.Ordinal);
        Marked.AssertNotIn(JsonConvert.SerializeObject(api.Token));
    }
}
