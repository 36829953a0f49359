using System;

namespace GhSecrets.Core.Tests;

/// <summary>GitHub's rules for names, held before any request.</summary>
public sealed class SecretNameTests
{
    [Theory]
    [InlineData("NPM_TOKEN", "NPM_TOKEN")]
    [InlineData("npm_Token_2", "NPM_TOKEN_2")]
    [InlineData("_x", "_X")]
    [InlineData("GITHUB", "GITHUB")]
    [InlineData("MY_GITHUB_TOKEN", "MY_GITHUB_TOKEN")]
    public void Normalize_GivesTheNameAsGitHubStoresIt(string name, string stored) =>
        Assert.Equal(stored, SecretName.Normalize(name));

    [Theory]
    [InlineData(null, "needs a name")]
    [InlineData("", "needs a name")]
    [InlineData(" ", "only letters")]
    [InlineData("NPM TOKEN", "only letters")]
    [InlineData("NPM-TOKEN", "only letters")]
    [InlineData("NPM_TOKEN\n", "only letters")]
    [InlineData("A/../B", "only letters")]
    [InlineData("SCHLÜSSEL", "only letters")]
    [InlineData("ſECRET", "only letters")]
    [InlineData("\u212AEY", "only letters")]
    [InlineData("A\u0663", "only letters")]
    [InlineData("1_TOKEN", "digit")]
    [InlineData("GITHUB_X", "GITHUB_")]
    [InlineData("github_x", "GITHUB_")]
    [InlineData("GitHub_", "GITHUB_")]
    public void Normalize_RefusesWhatBreaksARule_AndSaysWhich(string? name, string said)
    {
        GhSecretsException refusal = Refused.With(ErrorId.InvalidSecretName, () => SecretName.Normalize(name));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }
}
