namespace GhSecrets.Core.Tests;

/// <summary>What a server, a file or a name says is shown as one line of text, and does nothing else.</summary>
public sealed class HarmlessTextTests
{
    [Theory]
    [InlineData("Created A in repository acme/app", "Created A in repository acme/app")]
    [InlineData("Grüße 🔑, 100 %", "Grüße 🔑, 100 %")]
    [InlineData("a::b", "a::b")]
    [InlineData("[::1]:8080 and ## a heading", "[::1]:8080 and ## a heading")]
    public void UsualText_StaysAsItIs(string text, string shown) => Assert.Equal(shown, HarmlessText.Of(text));

    [Theory]
    [InlineData("no ##vso[task.complete]x", "no ## vso[task.complete]x")]
    [InlineData("no ##[error]x", "no ## [error]x")]
    [InlineData("::error::x", ": :error: :x")]
    [InlineData("  ::stop-commands::x", "  : :stop-commands: :x")]
    [InlineData("no\n::add-mask::x", "no : :add-mask: :x")]
    [InlineData("no:::stop-commands:::x", "no: : :stop-commands: : :x")]
    [InlineData("no ##VSO[task.complete]x", "no ## VSO[task.complete]x")]
    [InlineData("###[error]x", "### [error]x")]
    [InlineData("no\r\n##[group]x", "no  ## [group]x")]
    public void ACommandOfARunner_IsNone(string text, string shown) => Assert.Equal(shown, HarmlessText.Of(text));

    [Theory]
    [InlineData("\u001B[2J", "\\u001B[2J")]
    [InlineData("\u009D0;title\u0007", "\\u009D0;title\\u0007")]
    [InlineData("a\u0000b\u007F", "a\\u0000b\\u007F")]
    [InlineData("\u202Egpj.exe\u2066", "\\u202Egpj.exe\\u2066")]
    [InlineData("a\u2028b\u200F", "a\\u2028b\\u200F")]
    public void AControlOfATerminal_IsShown_AndDoesNothing(string text, string shown) => Assert.Equal(shown, HarmlessText.Of(text));

    [Theory]
    [InlineData("The proxy 'http://svc:Corp-Passw0rd@proxy:3128/' failed", "The proxy 'http://proxy:3128/' failed")]
    [InlineData("http://svc:p@ss@w@proxy:3128/a@b?c@d", "http://proxy:3128/a@b?c@d")]
    [InlineData("HTTPS://me@host and ftp://u:p@h/a@b", "HTTPS://host and ftp://h/a@b")]
    [InlineData("mail me@example.com, see https://github.com/a@b", "mail me@example.com, see https://github.com/a@b")]
    public void AnAddress_IsShownWithoutItsUser(string text, string shown) => Assert.Equal(shown, HarmlessText.Of(text));

    [Theory]
    [InlineData("Repository 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' is", "Repository '***' is")]
    [InlineData("github_pat_11ABCDEFG0123456789_abc and ghs_16C7e42F292c6912E", "*** and ***")]
    [InlineData("my_ghp_16C7e42F292c6912E7710c and GHP_TOKEN_OF_ACME_IN_ALL", "my_ghp_16C7e42F292c6912E7710c and GHP_TOKEN_OF_ACME_IN_ALL")]
    public void ATokenOfGitHub_IsNotShown(string text, string shown) => Assert.Equal(shown, HarmlessText.Of(text));

    [Theory]
    [InlineData("::error:: ##vso[task.complete]\u001B[2J\n:::x")]
    [InlineData("http://a:b@c@d ####[x")]
    public void WhatIsHarmless_StaysAsItIs(string text) => Assert.Equal(HarmlessText.Of(text), HarmlessText.Of(HarmlessText.Of(text)));
}
