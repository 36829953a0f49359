using System;

namespace GhSecrets.Core.Tests;

/// <summary>A token and a value that no text may show.</summary>
internal static class Marked
{
    public const string Token = "ghp_markedToken0";
    public const string Value = "marked-Value-1";

    public static void AssertNotIn(string text)
    {
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
    }
}
