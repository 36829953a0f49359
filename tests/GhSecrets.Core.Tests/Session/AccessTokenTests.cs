using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
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

        Assert.Equal("Bearer " + Marked.Token, Assert.Single(HeadersOf(token).GetValues("Authorization")));
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

#if NET
    [Fact]
    public void AllRequests_ShareOneText()
    {
        AccessToken token = AccessToken.FromText(Marked.Token, "GH_TOKEN");

        Assert.Same(TextOf(HeadersOf(token)), TextOf(HeadersOf(token)));

        static string TextOf(HttpRequestHeaders headers) => headers.NonValidated["Authorization"].Single();
    }
#endif

    [Fact]
    public void ASessionThatEnded_HoldsNoToken()
    {
        AccessToken token = AccessToken.FromText(Marked.Token, "GH_TOKEN");
        GhSession session = new(new ApiSessionOptions { Token = token }, Sealers.Best);
        Assert.True(session.Uses(AccessToken.FromText(Marked.Token, "GH_TOKEN")));

        session.Dispose();

        Assert.DoesNotContain(Marked.Token, Held(token), StringComparison.Ordinal);
        Assert.False(session.Uses(AccessToken.FromText(Marked.Token, "GH_TOKEN")));
        Assert.Equal("github.com (GH_TOKEN)", session.ToString());
    }

    private static HttpRequestHeaders HeadersOf(AccessToken token)
    {
        HttpRequestMessage message = new();
        token.AddTo(message.Headers);
        return message.Headers;
    }

    // Every field, whatever it is called and of whichever type.
    private static string Held(AccessToken token) => string.Concat(typeof(AccessToken)
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        .Select(field => field.GetValue(token) is byte[] bytes ? Encoding.ASCII.GetString(bytes) : $"{field.GetValue(token)}"));

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
