using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>From the columns of a record to the scopes that it names.</summary>
public sealed class ScopeColumnsTests
{
    [Fact]
    public void AnOrganization_IsOneScope() =>
        Assert.Equal(["orgs/acme/actions/secrets"], Paths(new ScopeColumns { Organization = ["acme"] }));

    [Fact]
    public void ARepository_IsOneScope_ForTheApplicationOfTheRecord() =>
        Assert.Equal(["repos/acme/app/dependabot/secrets"], Paths(new ScopeColumns { Repository = ["app"], Owner = "acme", Application = "dependabot" }));

    [Fact]
    public void SeveralRepositoriesAndEnvironments_AreAllTheirPairs() =>
        Assert.Equal(
            [
                "repos/acme/app/environments/test/secrets",
                "repos/acme/app/environments/prod%2Feu%20west/secrets",
                "repos/acme/lib/environments/test/secrets",
                "repos/acme/lib/environments/prod%2Feu%20west/secrets",
            ],
            Paths(new ScopeColumns { Repository = ["acme/app", "acme/lib"], Environment = ["test", "prod/eu west"] }));

    [Fact]
    public void ScopesThatAreNamedTwice_AreFolded() =>
        Assert.Equal(
            ["repos/acme/app/actions/secrets", "repos/acme/lib/actions/secrets"],
            Paths(new ScopeColumns { Repository = ["acme/app", "App", "acme/lib", "ACME/APP"], Owner = "acme" }));

    [Fact]
    public void EmptyCells_AreNotGiven()
    {
        ScopeColumns columns = new() { Organization = [""], Repository = ["", "acme/app", null!], Owner = "", Environment = [], Application = "" };

        Assert.Equal(["repos/acme/app/actions/secrets"], Paths(columns));
    }

    [Fact]
    public void ARecordWithoutAPlace_IsRefused()
    {
        Assert.StartsWith("The record names no place.", Refusal(new ScopeColumns()), StringComparison.Ordinal);
        Assert.StartsWith("The record names no place.", Refusal(new ScopeColumns { Owner = "acme", Application = "Actions" }), StringComparison.Ordinal);
        Assert.StartsWith("The record names no place.", Refusal(new ScopeColumns { Organization = [""], Repository = [], Environment = [""] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme", "acme/app", null, null)]
    [InlineData("acme", "acme/app", "prod", null)]
    [InlineData("acme", null, "prod", null)]
    [InlineData("acme", null, null, "me")]
    [InlineData(null, "acme/app", null, "me")]
    [InlineData(null, "acme/app", "prod", "me")]
    public void SeveralPlaces_AreRefused(string? organization, string? repository, string? environment, string? user) =>
        Assert.StartsWith(
            "The record names several places.",
            Refusal(new ScopeColumns { Organization = List(organization), Repository = List(repository), Environment = List(environment), User = user }),
            StringComparison.Ordinal);

    [Fact]
    public void AnEnvironmentWithoutItsRepository_IsRefused() =>
        Assert.Equal("Repository is missing. Give it as owner/name.", Refusal(new ScopeColumns { Environment = ["prod"], Owner = "acme" }));

    [Theory]
    [InlineData("me")]
    [InlineData("@me")]
    [InlineData("ME")]
    public void TheUser_IsWhoeverTheTokenBelongsTo_AndTheApplicationCodespaces(string user)
    {
        SecretScope scope = Assert.Single(new ScopeColumns { User = user }.Scopes());

        Assert.Equal(("user/codespaces/secrets", "me", SecretApplication.Codespaces), (scope.Path, scope.User, scope.Application));
    }

    [Fact]
    public void AnotherUser_IsRefused() =>
        Assert.StartsWith("'octocat' cannot be set", Refusal(new ScopeColumns { User = "octocat" }), StringComparison.Ordinal);

    [Fact]
    public void AnotherApplicationOfTheUser_IsRefused() =>
        Refused.With(ErrorId.ScopeNotSupported, () => new ScopeColumns { User = "me", Application = "Actions" }.Scopes());

    [Fact]
    public void ATypoInTheApplication_IsRefused_AndNotTakenForActions() =>
        Assert.StartsWith("'Dependabott' is no Application.", Refusal(new ScopeColumns { Organization = ["acme"], Application = "Dependabott" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(ScopeKind.Organization, "Organization is missing. Give its login, as in github.com/LOGIN.")]
    [InlineData(ScopeKind.Repository, "Repository is missing. Give it as owner/name.")]
    [InlineData(ScopeKind.Environment, "Repository is missing. Give it as owner/name.")]
    public void ScopesOfAKind_NeedItsColumns(ScopeKind kind, string said) =>
        Assert.Equal(said, Refused.With(ErrorId.InvalidArgument, () => new ScopeColumns().Scopes(kind)).Message);

    [Fact]
    public void ScopesOfTheUser_NeedNoColumn() =>
        Assert.Equal(SecretScope.ForUser(), Assert.Single(new ScopeColumns().Scopes(ScopeKind.User)));

    [Fact]
    public void ScopesOfEnvironments_NeedAnEnvironment() =>
        Assert.Equal(
            "Environment is missing. Give its name as the repository's settings show it.",
            Refused.With(ErrorId.InvalidArgument, () => new ScopeColumns { Repository = ["acme/app"] }.Scopes(ScopeKind.Environment)).Message);

    private static string[]? List(string? text) => text is null ? null : [text];

    private static string[] Paths(ScopeColumns columns) => [.. columns.Scopes().Select(scope => scope.Path)];

    private static string Refusal(ScopeColumns columns) => Refused.With(ErrorId.InvalidArgument, () => columns.Scopes()).Message;
}
