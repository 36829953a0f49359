namespace GhSecrets.Core.Tests;

/// <summary>Words for choices: whole, in any case, and nothing else.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("Dependabot")]
    [InlineData("dependabot")]
    [InlineData("DEPENDABOT")]
    public void Read_TakesAWordInAnyCase(string word) =>
        Assert.Equal(SecretApplication.Dependabot, Words.Read<SecretApplication>(word, "Application"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Read_SaysNullForNothing(string? word) => Assert.Null(Words.Read<SecretApplication>(word, "Application"));

    [Theory]
    [InlineData("Dependabott")]
    [InlineData("Dependabot ")]
    [InlineData("1")]
    [InlineData("Actions, Dependabot")]
    public void Read_RefusesAnyOtherWord_AndNamesThoseThatAre(string word)
    {
        GhSecretsException refusal = Refused.With(ErrorId.InvalidArgument, () => Words.Read<SecretApplication>(word, "Application"));

        Assert.Equal($"'{word}' is no Application. Use one of: Actions, Dependabot, Codespaces, Agents.", refusal.Message);
    }
}
