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

    [Theory]
    [InlineData("MY-REGION", "'MY-REGION' is no name for a variable: only letters (A-Z), digits and underscores are allowed.")]
    [InlineData("1ST", "'1ST' is no name for a variable: it must not start with a digit.")]
    [InlineData("github_x", "'github_x' is no name for a variable: GitHub keeps names that start with GITHUB_ for itself.")]
    [InlineData("", "A variable needs a name.")]
    public void TheNameOfAVariable_HasTheSameRules(string name, string said) =>
        Assert.Equal(said, Refused.With(ErrorId.InvalidVariableName, () => SecretName.Normalize(name, ItemKind.Variable)).Message);
}
