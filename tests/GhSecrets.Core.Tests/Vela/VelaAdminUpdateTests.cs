using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>What a platform admin's update refuses before any request, and what it sends.</summary>
public sealed class VelaAdminUpdateTests
{
    private const string Read = """{"id":7,"org":"acme","repo":"*","name":"n","type":"org","value":"[secure]","images":["alpine"],"allow_events":{"push":{"branch":true},"merge_group":{"created":true}},"repo_allowlist":["acme/app"],"events":["push"],"created_at":1}""";

    private static readonly VelaSecretScope s_organization = VelaSecretScope.ForOrganization("acme");

    [Theory]
    [InlineData(null, "7", Read, "no value")]
    [InlineData("", "7", Read, "empty")]
    [InlineData("[secure]", "7", Read, "mask")]
    public void WithoutAValue_ItIsRefused(string? value, string? id, string? json, string reason) =>
        AssertRefused(ErrorId.InvalidValue, reason, value, id, json);

    [Theory]
    [InlineData(null, Read, "Id is missing")]
    [InlineData("", Read, "Id is missing")]
    [InlineData("0", Read, "no Id")]
    [InlineData("seven", Read, "no Id")]
    [InlineData("7", null, "RepoAllowlist is missing")]
    [InlineData("7", "{", "no JSON object")]
    public void WhatWouldBeLost_IsRefused(string? id, string? json, string reason) =>
        AssertRefused(ErrorId.InvalidArgument, reason, "v", id, json);

    [Fact]
    public void TheEngineVault_IsRefused()
    {
        using SecretValue value = SecretValue.FromText("v");
        VelaSecretScope scope = VelaSecretScope.ForOrganization("acme", VelaEngine.Vault);

        Assert.Equal(ErrorId.ScopeNotSupported, Assert.Throws<GhSecretsException>(() => new VelaAdminUpdate(scope, "n", value, new VelaSettings(), "7", Read, false)).Id);
    }

    [Fact]
    public void ItSendsTheWholeObject_AsItWasRead_ButForWhatIsGiven()
    {
        using SecretValue value = SecretValue.FromText("v");
        VelaSettings settings = new() { Image = ["debian;alpine"], AllowEvent = ["push"], AllowCommand = "True" };
        using VelaAdminUpdate update = new(s_organization, "n", value, settings, "7", Read, create: false);

        JObject expected = JObject.Parse(Read);
        expected.Remove("value");
        expected["images"] = new JArray("debian", "alpine");
        expected["allow_command"] = true;
        Assert.True(JToken.DeepEquals(expected, update.Body), update.Body.ToString());
    }

    [Fact]
    public void AnExplicitlyEmptyAllowlist_IsSent()
    {
        using SecretValue value = SecretValue.FromText("v");
        using VelaAdminUpdate update = new(s_organization, "n", value, new VelaSettings { RepoAllowlist = [] }, "7", null, create: false);

        Assert.Equal("""{"repo_allowlist":[],"id":7,"org":"acme","name":"n","type":"org","repo":"*"}""", update.Body.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void ANewOne_TakesNoIdAndNoTimes_FromTheOneItWasReadFrom()
    {
        using SecretValue value = SecretValue.FromText("v");
        using VelaAdminUpdate update = new(VelaSecretScope.ForTeam("acme", "t"), "m", value, new VelaSettings(), "7", Read, create: true);

        Assert.Null(update.Body["id"]);
        Assert.Null(update.Body["created_at"]);
        Assert.Null(update.Body["repo"]);
        Assert.Equal(("m", "shared", "t"), ((string?)update.Body["name"], (string?)update.Body["type"], (string?)update.Body["team"]));
    }

    [Theory]
    [InlineData("acme/web", "acme/web")]
    [InlineData("web; acme/app", "acme/web acme/app")]
    public void AnAllowlist_MayLeaveOutTheOrganization(string given, string sent)
    {
        using SecretValue value = SecretValue.FromText("v");
        using VelaAdminUpdate update = new(s_organization, "n", value, new VelaSettings { RepoAllowlist = [given] }, "7", Read, create: false);

        Assert.Equal(sent, string.Join(" ", update.Body["repo_allowlist"]!));
    }

    [Fact]
    public void AnAllowlistOfAnotherOrganization_OrOfARepository_IsRefused()
    {
        VelaSettings settings = new() { RepoAllowlist = ["globex/api"] };

        Assert.Equal(ErrorId.InvalidArgument, Assert.Throws<GhSecretsException>(() => settings.Read(s_organization)).Id);
        Assert.Equal(ErrorId.InvalidArgument, Assert.Throws<GhSecretsException>(() => settings.Read(VelaSecretScope.ForRepository("acme", "app"))).Id);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("0")]
    public void AFlag_IsTrueOrFalse(string word) =>
        Assert.Equal(ErrorId.InvalidArgument, Assert.Throws<GhSecretsException>(() => new VelaSettings { AllowCommand = word }.Read(s_organization)).Id);

    private static void AssertRefused(ErrorId errorId, string reason, string? text, string? id, string? json)
    {
        using SecretValue? value = text is null ? null : SecretValue.FromText(text);
        GhSecretsException refusal = Assert.Throws<GhSecretsException>(() => new VelaAdminUpdate(s_organization, "n", value, new VelaSettings(), id, json, create: false));
        Assert.Equal(errorId, refusal.Id);
        Assert.Contains(reason, refusal.Message);
    }
}
