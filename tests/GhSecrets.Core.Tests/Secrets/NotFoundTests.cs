using System;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>What a 404 is about: told by one more read, which is remembered.</summary>
public sealed class NotFoundTests
{
    [Fact]
    public async Task ASecretThatIsNotThere_IsTold_ForEveryKindOfScope()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretScope[] scopes = [AcmeServer.Organization, AcmeServer.Repository, AcmeServer.Environment, SecretScope.ForUser()];

        foreach (SecretScope scope in scopes)
        {
            GhSecretsException refusal = await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(scope, "none", default));
            Assert.StartsWith("There is no such secret.", refusal.Message, StringComparison.Ordinal);
            await Refused.WithAsync(ErrorId.SecretNotFound, () => store.RemoveAsync(scope, "none", default));
            await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(scope, "other", default));
        }

        Assert.Equal(
            [
                "GET /orgs/acme/actions/secrets/NONE",
                "GET /orgs/acme/actions/secrets?per_page=1",
                "DELETE /orgs/acme/actions/secrets/NONE",
                "GET /orgs/acme/actions/secrets/OTHER",
                "GET /repos/acme/app/actions/secrets/NONE",
                "GET /repos/acme/app",
                "DELETE /repos/acme/app/actions/secrets/NONE",
                "GET /repos/acme/app/actions/secrets/OTHER",
                "GET /repos/acme/app/environments/prod%2Feu%20west/secrets/NONE",
                "GET /repos/acme/app/environments?per_page=100",
                "DELETE /repos/acme/app/environments/prod%2Feu%20west/secrets/NONE",
                "GET /repos/acme/app/environments/prod%2Feu%20west/secrets/OTHER",
                "GET /user/codespaces/secrets/NONE",
                "GET /user/codespaces/secrets?per_page=1",
                "DELETE /user/codespaces/secrets/NONE",
                "GET /user/codespaces/secrets/OTHER",
            ],
            server.Requests);
    }

    [Fact]
    public async Task ARepositoryThatIsNotThere_IsTold_ForAllThatIsAsked()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretScope scope = SecretScope.ForRepository("acme/none");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.GetAsync(scope, "A", default));
        Assert.StartsWith("Repository acme/none does not exist on 127.0.0.1", refusal.Message, StringComparison.Ordinal);
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.RemoveAsync(scope, "A", default));
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.GetAllAsync(scope, default));
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.GetPublicKeyAsync(scope, default));
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => SetAsync(store, scope));

        Assert.Single(server.Requests, "GET /repos/acme/none");
        Assert.Equal(6, server.Requests.Length);
    }

    [Fact]
    public async Task ARepository_IsAskedForOnce_WhateverItsApplications()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);

        foreach (SecretApplication application in Enum.GetValues<SecretApplication>())
        {
            await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.GetAllAsync(SecretScope.ForRepository("acme/none", application), default));
            await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(SecretScope.ForRepository("acme/app", application), "A", default));
        }

        Assert.Single(server.Requests, "GET /repos/acme/none");
        Assert.Single(server.Requests, "GET /repos/acme/app");
    }

    [Fact]
    public async Task AnEnvironmentThatIsNotThere_IsTold_AndItsRepositoryToo()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);

        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.EnvironmentNotFound, () => SetAsync(store, SecretScope.ForEnvironment("acme/app", "test")));
        Assert.StartsWith("Repository acme/app has no environment 'test'.", refusal.Message, StringComparison.Ordinal);
        await Refused.WithAsync(ErrorId.EnvironmentNotFound, () => SetAsync(store, SecretScope.ForEnvironment("acme/app", "test")));
        Assert.Single(server.Requests, "GET /repos/acme/app/environments?per_page=100");

        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => SetAsync(store, SecretScope.ForEnvironment("acme/none", "test")));
    }

    [Theory]
    [InlineData(403, 200, ErrorId.ScopeNotFound, "environment 'prod' of acme/app")]
    [InlineData(404, 200, ErrorId.ScopeNotFound, "environment 'prod' of acme/app")]
    [InlineData(403, 404, ErrorId.RepositoryNotFound, "Repository acme/app does not exist")]
    public async Task ASecretOfAnEnvironmentWhoseListTheTokenMayNotRead_IsNoMatterOfItsRepository(int list, int repository, ErrorId id, string said)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404);
        server.Reply(list);
        server.Reply(repository, """{"id":1,"full_name":"acme/app"}""");
        using GhSession session = new(server.Options());

        GhSecretsException refusal = await Refused.WithAsync(id, () => new SecretStore(session).GetAsync(SecretScope.ForEnvironment("acme/app", "prod"), "A", default));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["/repos/acme/app/environments/prod/secrets/A", "/repos/acme/app/environments?per_page=100", "/repos/acme/app"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task AnOrganizationThatIsNotThere_IsTold_WithThePermissionThatIsUsuallyMissing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretScope scope = SecretScope.ForOrganization("nobody");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.ScopeNotFound, () => store.GetPublicKeyAsync(scope, default));
        Assert.Contains("organization permission 'Secrets' (classic token: admin:org)", refusal.Message, StringComparison.Ordinal);
        await Refused.WithAsync(ErrorId.ScopeNotFound, () => store.GetAsync(scope, "A", default));
        await Refused.WithAsync(ErrorId.ScopeNotFound, () => SetAsync(store, scope));
        Assert.Single(server.Requests, "GET /orgs/nobody/actions/secrets?per_page=1");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task TheSecretsOfAUserThatTheTokenMayNotSee_AreToldLikeThoseOfAnOrganization(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404);
        server.Reply(status);
        using GhSession session = new(server.Options());

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.ScopeNotFound, () => new SecretStore(session).GetPublicKeyAsync(SecretScope.ForUser(), default));

        Assert.Contains("classic token scope codespace:secrets", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Repository", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepositoryThatTheTokenDoesNotSee_IsToldLikeOneThatIsNotThere()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddToken(new MockToken("ghp_lib") { Repositories = ["acme/lib"] });
        using GhSession session = server.Open("ghp_lib");

        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => SetAsync(new SecretStore(session), AcmeServer.Repository));
    }

    [Fact]
    public async Task ASelectedRepositoryThatIsNotThere_IsTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, "A", selected: ["none"]);

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RepositoryNotFound, () => new SecretStore(session).SetAsync(assignment, default));
        Assert.Contains("acme/none", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASuccess_PaysForNothing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Environment);
        using GhSession session = server.Open();

        await new SecretStore(session).GetAsync(AcmeServer.Environment, "SECRET_0001", default);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AFailureOfTheReadItself_IsTold_AndNotRemembered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404);
        server.Reply(401);
        server.Reply(404);
        server.Reply(200);
        using GhSession session = new(server.Options());
        SecretStore store = new(session);

        await Refused.WithAsync(ErrorId.TokenRejected, () => store.GetAsync(AcmeServer.Repository, "A", default));
        await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(AcmeServer.Repository, "A", default));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task ARateLimitDuringTheRead_IsNotTakenForAMissingRepository()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404);
        server.Reply(403, """{"message":"API rate limit exceeded for user octocat."}""", ("Retry-After", "60"));
        server.Reply(404);
        server.Reply(200);
        using GhSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.Address),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            Clock = clock,
            MaximumWait = TimeSpan.Zero,
        });
        SecretStore store = new(session);

        await Refused.WithAsync(ErrorId.RateLimited, () => store.GetAsync(AcmeServer.Repository, "A", default));
        clock.Advance(TimeSpan.FromMinutes(1));
        await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(AcmeServer.Repository, "A", default));
    }

    private static async Task SetAsync(SecretStore store, SecretScope scope)
    {
        using SecretAssignment assignment = Assign.Value(scope, "A");
        await store.SetAsync(assignment, default);
    }
}
