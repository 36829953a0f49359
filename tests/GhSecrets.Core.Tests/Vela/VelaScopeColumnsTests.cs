using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Which scopes the columns of a record name, and under which addresses.</summary>
public sealed class VelaScopeColumnsTests
{
    [Theory]
    [InlineData("acme", "app", null, null, null, "api/v1/secrets/native/repo/acme/app")]
    [InlineData(null, "acme/app", null, "Repo", "vault", "api/v1/secrets/vault/repo/acme/app")]
    [InlineData("acme", "acme/app", "", "", "", "api/v1/secrets/native/repo/acme/app")]
    [InlineData("acme", null, null, "ORG", null, "api/v1/secrets/native/org/acme/*")]
    [InlineData("acme", "*", null, "org", null, "api/v1/secrets/native/org/acme/*")]
    [InlineData("acme", null, "the team", "shared", null, "api/v1/secrets/native/shared/acme/the%20team")]
    [InlineData("acme", null, "*", "shared", null, "api/v1/secrets/native/shared/acme/*")]
    [InlineData("a?b", "c#d", null, null, null, "api/v1/secrets/native/repo/a%3Fb/c%23d")]
    public void TheyName_AScope(string? organization, string? repository, string? team, string? type, string? engine, string path) =>
        Assert.Equal(path, Assert.Single(Columns(organization, repository, team, type, engine).Scopes()).Path);

    [Theory]
    [InlineData(null, "app", null, null, null, "Organization is missing")]
    [InlineData("acme", null, null, null, null, "Repository is missing")]
    [InlineData("acme", null, null, "shared", null, "Team is missing")]
    [InlineData(null, null, null, "org", null, "Organization is missing")]
    [InlineData("acme", "app", null, "org", null, "Repository does not go with")]
    [InlineData("acme", "app", "team", null, null, "Team does not go with")]
    [InlineData("acme", "app", "team", "shared", null, "Repository does not go with")]
    [InlineData("acme", "globex/app", null, null, null, "does not lie in")]
    [InlineData("acme", "a/b/c", null, null, null, "does not lie in")]
    [InlineData("acme", "..", null, null, null, "no Repository")]
    [InlineData(".", "app", null, null, null, "no Organization")]
    [InlineData("acme", "*", null, null, null, "'*'")]
    [InlineData("acme", "app", null, "repos", null, "no Type")]
    [InlineData("acme", "app", null, null, "valut", "no Engine")]
    public void WhatCannotBe_IsRefused(string? organization, string? repository, string? team, string? type, string? engine, string reason)
    {
        GhSecretsException refusal = Assert.Throws<GhSecretsException>(() => Columns(organization, repository, team, type, engine).Scopes());

        Assert.Equal(ErrorId.InvalidArgument, refusal.Id);
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public void Several_AreAllNamed_OnceEach()
    {
        VelaScopeColumns columns = new() { Organization = ["acme"], Repository = ["app", "web", "acme/app"] };

        Assert.Equal(["app", "web"], columns.Scopes().Select(scope => scope.Repository));
    }

    [Theory]
    [InlineData("a/b", "api/v1/secrets/native/org/acme/*/a%2Fb")]
    [InlineData("a b%", "api/v1/secrets/native/org/acme/*/a%20b%25")]
    public void ASecret_HasAnEncodedAddress(string name, string path) => Assert.Equal(path, VelaSecretScope.ForOrganization("acme").PathOf(name));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a=b")]
    [InlineData("a\0")]
    [InlineData("..")]
    public void ANameThatNoPipelineCanUse_IsRefused(string name) =>
        Assert.Equal(ErrorId.InvalidSecretName, Assert.Throws<GhSecretsException>(() => VelaSecretScope.ForOrganization("acme").PathOf(name)).Id);

    [Fact]
    public void ANameThatIsTooLong_IsRefused() =>
        Assert.Equal(ErrorId.InvalidSecretName, Assert.Throws<GhSecretsException>(() => VelaSecretScope.CheckedName(new string('a', 251))).Id);

    private static VelaScopeColumns Columns(string? organization, string? repository, string? team, string? type, string? engine) => new()
    {
        Organization = organization is null ? null : [organization],
        Repository = repository is null ? null : [repository],
        Team = team is null ? null : [team],
        Type = type,
        Engine = engine,
    };
}
