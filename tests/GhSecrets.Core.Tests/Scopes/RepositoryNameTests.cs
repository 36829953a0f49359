namespace GhSecrets.Core.Tests;

/// <summary><c>owner/name</c>, whole or in two parts.</summary>
public sealed class RepositoryNameTests
{
    [Theory]
    [InlineData("acme/app", null)]
    [InlineData("acme/app", "")]
    [InlineData("app", "acme")]
    [InlineData("acme/app", "acme")]
    [InlineData("acme/app", "ACME")]
    public void Normalize_TakesTheOwnerFromEitherPlace(string repository, string? owner) =>
        Assert.Equal("acme/app", RepositoryName.Normalize(repository, owner));

    [Theory]
    [InlineData("app", null, "'app' has no owner")]
    [InlineData("app", "", "'app' has no owner")]
    [InlineData("", null, "has no owner")]
    [InlineData("acme/app", "other", "different owners")]
    [InlineData("github.com/acme/app", null, "no repository")]
    [InlineData("app", "https://github.com/acme", "'https://github.com/acme' is not the login of an owner")]
    [InlineData("app", "acme/team", "'acme/team' is not the login of an owner")]
    [InlineData("acme/app/", null, "no repository")]
    [InlineData("/app", null, "no repository")]
    [InlineData("acme/", null, "no repository")]
    [InlineData("acme/.", null, "no repository")]
    [InlineData("acme/..", null, "no repository")]
    [InlineData("../app", null, "no repository")]
    [InlineData("..", "acme", "no repository")]
    [InlineData("", "acme", "no repository")]
    [InlineData("acme/my app", null, "no repository")]
    [InlineData("acme/app?x=1", null, "no repository")]
    [InlineData("acme/%2e%2e", null, "no repository")]
    [InlineData("acme/äpp", null, "no repository")]
    [InlineData("app", "ac/me", "not the login of an owner")]
    public void Normalize_RefusesWhatIsNoRepository(string repository, string? owner, string said)
    {
        GhSecretsException refusal = Refused.With(ErrorId.InvalidArgument, () => RepositoryName.Normalize(repository, owner));

        Assert.Contains(said, refusal.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme/.github")]
    [InlineData("acme/a..b")]
    [InlineData("acme-corp_emu/App-1.2_x")]
    [InlineData("acme/2048")]
    public void Normalize_TakesEveryCharacterThatGitHubDoes(string repository) =>
        Assert.Equal(repository, RepositoryName.Normalize(repository));
}
