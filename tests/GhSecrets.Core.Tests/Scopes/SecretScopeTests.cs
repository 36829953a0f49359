using System;

namespace GhSecrets.Core.Tests;

/// <summary>Addresses of scopes: encoded once, never leading elsewhere, and the same whatever the case.</summary>
public sealed class SecretScopeTests
{
    [Theory]
    [InlineData("prod", "prod")]
    [InlineData("prod/eu west", "prod%2Feu%20west")]
    [InlineData("Größe 実行", "Gr%C3%B6%C3%9Fe%20%E5%AE%9F%E8%A1%8C")]
    [InlineData("100%", "100%25")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a+b?c#d&e:f", "a%2Bb%3Fc%23d%26e%3Af")]
    [InlineData("../..", "..%2F..")]
    [InlineData("...", "...")]
    [InlineData(" prod ", "%20prod%20")]
    public void TheNameOfAnEnvironment_IsEncodedOnce_AndStaysSoInAnAddress(string environment, string encoded)
    {
        SecretScope scope = SecretScope.ForEnvironment("acme/app", environment);

        Assert.Equal($"repos/acme/app/environments/{encoded}/secrets", scope.Path);
        Assert.Equal("/" + scope.Path, new Uri(new Uri("https://api.github.com/"), scope.Path).PathAndQuery);
        Assert.Equal(environment, scope.Environment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(".")]
    [InlineData("..")]
    public void ANameThatAPathWouldLose_IsNoEnvironment(string environment) =>
        Refused.With(ErrorId.InvalidArgument, () => SecretScope.ForEnvironment("acme/app", environment));

    // Written as a test of its own: no attribute can hold half a character.
    [Fact]
    public void HalfACharacter_IsNoPartOfAnEnvironmentsName()
    {
        string whole = char.ConvertFromUtf32(0x1F680);

        Assert.Equal("prod" + whole, SecretScope.ForEnvironment("acme/app", "prod" + whole).Environment);
        foreach (string half in new[] { $"{whole[0]}", $"{whole[1]}", $"{whole}{whole[1]}", $"{whole[1]}{whole[0]}" })
        {
            Refused.With(ErrorId.InvalidArgument, () => SecretScope.ForEnvironment("acme/app", "prod" + half));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("acme/app")]
    [InlineData("ac me")]
    [InlineData("acme?x")]
    [InlineData("acme%2F..")]
    [InlineData("ácme")]
    public void ATextThatIsNoLogin_IsNoOrganization(string organization) =>
        Refused.With(ErrorId.InvalidArgument, () => SecretScope.ForOrganization(organization));

    [Fact]
    public void AScope_SaysWhatItIsMadeOf()
    {
        SecretScope organization = SecretScope.ForOrganization("acme");
        SecretScope repository = SecretScope.ForRepository("acme/app");
        SecretScope environment = SecretScope.ForEnvironment("acme/app", "prod");
        SecretScope user = SecretScope.ForUser();

        Assert.Equal(("acme", null, null, null), (organization.Organization, organization.Repository, organization.Environment, organization.User));
        Assert.Equal((null, "acme/app", null, null), (repository.Organization, repository.Repository, repository.Environment, repository.User));
        Assert.Equal((null, "acme/app", "prod", null), (environment.Organization, environment.Repository, environment.Environment, environment.User));
        Assert.Equal((null, null, null, "me"), (user.Organization, user.Repository, user.Environment, user.User));
    }

    [Fact]
    public void Scopes_AreTheSame_WhateverTheCase()
    {
        SecretScope scope = SecretScope.ForEnvironment("acme/app", "prod");
        SecretScope same = SecretScope.ForEnvironment("ACME/App", "PROD");

        Assert.Equal(scope, same);
        Assert.Equal(scope.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(scope, SecretScope.ForEnvironment("acme/app", "test"));
        Assert.NotEqual(SecretScope.ForRepository("acme/app"), SecretScope.ForRepository("acme/app", SecretApplication.Dependabot));
        Assert.False(scope.Equals(null));
    }

    [Fact]
    public void ToString_IsWhatAPromptShows()
    {
        Assert.Equal("organization acme", SecretScope.ForOrganization("acme").ToString());
        Assert.Equal("organization acme (Dependabot)", SecretScope.ForOrganization("acme", SecretApplication.Dependabot).ToString());
        Assert.Equal("repository acme/app", SecretScope.ForRepository("acme/app").ToString());
        Assert.Equal("the user's account (Codespaces)", SecretScope.ForUser().ToString());
        Assert.Equal("environment 'prod/eu west' of acme/app", SecretScope.ForEnvironment("acme/app", "prod/eu west").ToString());
    }
}
