namespace GhSecrets.Core.Tests;

/// <summary>Short ways to what a secret may hold, which whoever asked for it disposes.</summary>
internal static class Contents
{
    public static SecretContent Text(string text)
    {
        using SecretValue value = SecretValue.FromText(text);
        return SecretContent.FromValue(value);
    }
}
