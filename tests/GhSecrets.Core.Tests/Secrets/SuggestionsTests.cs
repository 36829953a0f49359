using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>What completion may offer, and what it costs.</summary>
public sealed class SuggestionsTests
{
    [Fact]
    public async Task EachKindOfName_IsReadInOneRequest()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddOrganization("Acme-Labs");
        server.State.AddRepository("octocat", "hello");
        await server.SeedAsync(AcmeServer.Environment, count: 2);
        using GhSession session = server.Open();
        Suggestions suggestions = new(session);

        Assert.Equal(["acme", "Acme-Labs"], await suggestions.OrganizationsAsync(default));
        Assert.Equal(["acme/app", "acme/lib", "octocat/hello"], await suggestions.RepositoriesAsync(null, default));
        Assert.Equal(["acme/app", "acme/lib"], await suggestions.RepositoriesAsync("ACME", default));
        Assert.Equal(["prod", "prod/eu west"], await suggestions.EnvironmentsAsync("acme/app", default));
        Assert.Equal(["SECRET_0001", "SECRET_0002"], await suggestions.NamesAsync(AcmeServer.Environment, inherited: false, default));
        Assert.Equal(
            [
                "GET /user/orgs?per_page=100",
                "GET /user/repos?per_page=100",
                "GET /orgs/ACME/repos?per_page=100",
                "GET /repos/acme/app/environments?per_page=100",
                "GET /repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=100",
            ],
            server.Requests);
    }

    [Fact]
    public async Task Owners_AreTheUser_AndTheOrganizations()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        Suggestions suggestions = new(session);

        Assert.Equal(["octocat", "acme"], await suggestions.OwnersAsync(default));
        await suggestions.OwnersAsync(default);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task TheInheritedSecrets_AreNotTheRepositorysOwn()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, visibility: "all");
        using GhSession session = server.Open();
        Suggestions suggestions = new(session);

        Assert.Empty(await suggestions.NamesAsync(AcmeServer.Repository, inherited: false, default));
        Assert.Equal(["SECRET_0001"], await suggestions.NamesAsync(AcmeServer.Repository, inherited: true, default));
    }

    [Fact]
    public async Task RepositoriesOfAUser_AreThoseThatTheTokenHasAPartIn()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddRepository("octocat", "hello", isPrivate: true);
        using GhSession session = server.Open();

        Assert.Equal(["octocat/hello"], await new Suggestions(session).RepositoriesAsync("Octocat", default));
    }

    [Fact]
    public async Task AnOwnerThatIsNoName_IsNotAskedFor()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        Assert.Empty(await new Suggestions(session).RepositoriesAsync("..", default));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AList_ServesForAMinute()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open(clock: clock);

        Assert.Equal(["acme"], await new Suggestions(session).OrganizationsAsync(default));
        server.State.AddOrganization("globex");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["acme"], await new Suggestions(session).OrganizationsAsync(default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["acme", "globex"], await new Suggestions(session).OrganizationsAsync(default));
        Assert.Equal(2, server.Requests.Length);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task WhatCannotBeRead_IsEmpty_AndNotAskedForAgain(int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status, """{"message":"no"}""");
        using GhSession session = Open(server);

        Assert.Empty(await new Suggestions(session).OrganizationsAsync(default));
        Assert.Empty(await new Suggestions(session).OrganizationsAsync(default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task APauseOfTheSession_IsNotWaitedFor()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(429, """{"message":"slow down"}""", ("Retry-After", "3600"));
        using GhSession session = Open(server);

        Assert.Empty(await new Suggestions(session).OrganizationsAsync(default));
        Assert.Empty(await new Suggestions(session).RepositoriesAsync(null, default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AReadThatNobodyWaitsForAnyLonger_EndsByItself()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.NoAnswer] });
        using GhSession session = server.Open(clock: clock);

        Task<IReadOnlyList<string>> read = new Suggestions(session).OrganizationsAsync(default);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(await read);
    }

    [Fact]
    public async Task ACallerThatIsCancelled_LeavesNoEmptyListBehind()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Suggestions(session).OrganizationsAsync(cancelled.Token));
        Assert.Equal(["acme"], await new Suggestions(session).OrganizationsAsync(default));
    }

    [Fact]
    public async Task NamesThatNoScreenCanShow_AreLeftOut()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """{"environments":[{"name":"prod"},{"name":""},{"name":"a\u001b[2Jb"}]}""", ("Content-Type", "application/json"));
        using GhSession session = Open(server);

        Assert.Equal(["prod"], await new Suggestions(session).EnvironmentsAsync("acme/app", default));
    }

    private static GhSession Open(ScriptedServer server) => new(new ApiSessionOptions
    {
        Host = ApiHost.FromBaseUri(server.Address),
        Token = AccessToken.FromText(Marked.Token, "the test"),
    });
}
