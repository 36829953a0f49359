using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class SecretTests
{
    private const string Scope = "repos/acme/app/actions";

    [Fact]
    public async Task Put_IsCreatedWithAnEmptyObject_ThenUpdatedWithoutABody()
    {
        await using var acme = await AcmeServer.StartAsync();

        var first = await acme.PutSecretAsync(Scope, "TOKEN", "one");
        var second = await acme.PutSecretAsync(Scope, "token", "two");

        Assert.Equal((HttpStatusCode.Created, "{}"), (first.Status, first.Body));
        Assert.Equal((HttpStatusCode.NoContent, ""), (second.Status, second.Body));
        var stored = Assert.Single(acme.State.FindVault(Scope)!.Secrets);
        Assert.Equal(("TOKEN", "two", 2), (stored.Name, stored.Text, stored.Writes));
    }

    [Fact]
    public async Task AWrite_MovesUpdatedAtAlone()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 999, TimeSpan.Zero));
        await using var acme = await AcmeServer.StartAsync(clock: clock);
        await acme.PutSecretAsync(Scope, "TOKEN");
        clock.Now += TimeSpan.FromDays(1);
        await acme.PutSecretAsync(Scope, "TOKEN");

        var secret = (await acme.GetAsync($"{Scope}/secrets/TOKEN")).Json;

        Assert.Equal("""{"name":"TOKEN","created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-02T12:00:00Z"}""", secret.ToJsonString());
    }

    [Theory]
    [InlineData("WITH-DASH", "Secret names can only contain")]
    [InlineData("WITH%20SPACE", "Secret names can only contain")]
    [InlineData("1ST", "Secret names can only contain")]
    [InlineData("%C3%84", "Secret names can only contain")]
    [InlineData("GITHUB_TOKEN", "Secret names must not start with GITHUB_.")]
    [InlineData("github_token", "Secret names must not start with GITHUB_.")]
    public async Task AName_ThatGitHubDoesNotAllow_IsRefused(string name, string message)
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.PutSecretAsync(Scope, name);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith(message, answer.Message);
    }

    [Theory]
    [InlineData("_")]
    [InlineData("a1_b2")]
    [InlineData("GITHUB")]
    public async Task AName_ThatGitHubAllows_IsStoredInUpperCase(string name)
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await acme.PutSecretAsync(Scope, name)).Status);

        Assert.Equal(name.ToUpperInvariant(), (string?)(await acme.GetAsync($"{Scope}/secrets/{name}")).Json["name"]);
    }

    [Fact]
    public async Task Delete_WorksOnce()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN");

        Assert.Equal(HttpStatusCode.NoContent, (await acme.DeleteAsync($"{Scope}/secrets/token")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.DeleteAsync($"{Scope}/secrets/token")).Status);
    }

    [Theory]
    [InlineData("repos/acme/app/actions/secrets/NONE")]
    [InlineData("repos/acme/none/actions/secrets")]
    [InlineData("orgs/none/actions/secrets")]
    [InlineData("orgs/somebody/actions/secrets")]
    [InlineData("repos/acme/app/environments/none/secrets")]
    [InlineData("repos/acme/app/environments/prod/dependabot/secrets")]
    [InlineData("repos/acme/app/environments/prod/eu%20west/secrets")]
    [InlineData("repos/acme/app/pages/secrets")]
    [InlineData("repos/acme/app/actions/secrets/")]
    [InlineData("repos/acme/app/actions/secrets/TOKEN/repositories")]
    [InlineData("repos/acme/app/dependabot/organization-secrets")]
    [InlineData("")]
    public async Task WhatIsNotThere_IsNotFound(string path)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN");

        var answer = await acme.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("""{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}""", answer.Body);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
    }

    [Fact]
    public async Task AMethodThatGitHubDoesNotHave_IsNotFound()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await acme.SendAsync(HttpMethod.Post, $"{Scope}/secrets", "{}")).Status);
    }

    [Theory]
    [InlineData("{", "Problems parsing JSON")]
    [InlineData("", "Problems parsing JSON")]
    [InlineData("[]", "Body should be a JSON object")]
    public async Task ABodyThatIsNoJsonObject_IsABadRequest(string body, string message)
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.PutAsync($"{Scope}/secrets/TOKEN", body);

        Assert.Equal((HttpStatusCode.BadRequest, message), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("prod%2Feu%20west", "prod/eu west")]
    [InlineData("PROD%2fEU%20West", "prod/eu west")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("50%25%20%2B%20%3F%23%C3%A4", "50% + ?#ä")]
    public async Task AnEnvironment_IsDecodedExactlyOnce(string written, string name)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddRepository("acme", "app", environments: ["a%2Fb", "a/b", "50% + ?#ä"]);

        Assert.Equal(HttpStatusCode.Created, (await acme.PutSecretAsync($"repos/acme/app/environments/{written}", "TOKEN")).Status);

        var vault = Assert.Single(acme.State.Vaults, vault => vault.Secrets.Count > 0);
        Assert.Equal(name, vault.Environment?.Name);
    }

    [Theory]
    [InlineData("orgs/acme/actions", 1000)]
    [InlineData("orgs/acme/codespaces", 100)]
    [InlineData("repos/acme/app/actions", 100)]
    [InlineData("repos/acme/app/codespaces", 100)]
    [InlineData("repos/acme/app/environments/prod", 100)]
    public async Task AScope_HoldsSoManySecrets_AndNoMore(string scope, int limit)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.SendAsync(HttpMethod.Post, "/_mock/secrets", new { scope, count = limit - 1, prefix = "S" });
        var visibility = scope.StartsWith("orgs", StringComparison.Ordinal) ? "all" : null;

        Assert.Equal(HttpStatusCode.Created, (await acme.PutSecretAsync(scope, "LAST", visibility: visibility)).Status);
        var answer = await acme.PutSecretAsync(scope, "ONE_MORE", visibility: visibility);
        Assert.Equal(HttpStatusCode.NoContent, (await acme.PutSecretAsync(scope, "LAST", visibility: visibility)).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"No more than {limit}", answer.Message);
    }

    [Fact]
    public async Task ManyWritesAtOnce_AreAllKept()
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync(Scope);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => acme.PutAsync($"{Scope}/secrets/S{n % 50}", JsonNode.Parse(body.ToJsonString()))));

        Assert.Equal(50, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(50, answers.Count(answer => answer.Status == HttpStatusCode.NoContent));
        Assert.All(acme.State.FindVault(Scope)!.Secrets, secret => Assert.Equal(2, secret.Writes));
    }

    [Fact]
    public async Task Owners_AndRepositories_AreFoundInAnyCase_AndAnsweredInTheirOwn()
    {
        await using var acme = await AcmeServer.StartAsync();

        var repository = (await acme.GetAsync("repos/ACME/aPP")).Json;

        Assert.Equal("Acme/App", (string?)repository["full_name"]);
        Assert.Equal(acme.App.Id, (long)repository["id"]!);
        Assert.True((bool)repository["private"]!);
    }

    [Fact]
    public async Task ARepository_IsFoundByItsIdToo()
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.PutSecretAsync($"repositories/{acme.App.Id}/environments/prod", "TOKEN");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.NotNull(acme.State.FindVault("repos/acme/app/environments/prod")!.Find("TOKEN"));
    }

    [Theory]
    [InlineData("orgs/acme/codespaces/secrets")]
    [InlineData("orgs/acme/agents/secrets")]
    [InlineData("repos/acme/app/codespaces/secrets")]
    [InlineData("repos/acme/app/agents/secrets")]
    [InlineData("repos/acme/app/agents/organization-secrets")]
    [InlineData("user/codespaces/secrets")]
    public async Task CodespacesAndAgents_AreUnknownToAnEnterpriseServer(string path)
    {
        await using var cloud = await AcmeServer.StartAsync();
        await using var enterprise = await AcmeServer.StartAsync("/api/v3");

        Assert.Equal(HttpStatusCode.OK, (await cloud.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await enterprise.GetAsync(path)).Status);
    }

    [Fact]
    public async Task AnEnterpriseServer_AnswersBelowItsPrefixAlone()
    {
        await using var enterprise = await AcmeServer.StartAsync("/api/v3");

        Assert.Equal(HttpStatusCode.OK, (await enterprise.GetAsync("orgs/acme/actions/secrets")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await enterprise.GetAsync("/orgs/acme/actions/secrets")).Status);
    }
}
