using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Names of repositories become ids with the fewest requests.</summary>
public sealed class RepositoryLookupTests
{
    [Fact]
    public async Task FewNames_AreAskedForOneByOne()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        Assert.Equal([server.App.Id, server.Lib.Id], await IdsAsync(server, "app;lib"));
        Assert.Equal(["GET /repos/acme/app", "GET /repos/acme/lib"], server.Requests);
    }

    [Fact]
    public async Task ManyNames_AreReadFromTheList_InTheOrderGiven_AndOnce()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository web = server.State.AddRepository("acme", "Web");
        using GhSession session = server.Open();

        Assert.Equal([web.Id, server.App.Id, server.Lib.Id], await IdsAsync(session, "WEB;app;lib;web"));
        Assert.Equal([server.Lib.Id, web.Id, server.App.Id], await IdsAsync(session, "lib;web;app"));
        Assert.Equal(["GET /orgs/acme/repos?per_page=100"], server.Requests);
    }

    [Fact]
    public async Task AListThatIsLongerThanTheNamesAreMany_IsNotReadToItsEnd()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 600).Select(number => server.State.AddRepository("acme", $"repo-{number}"))];

        Assert.Equal(
            [repositories[0].Id, repositories[598].Id, repositories[599].Id],
            await IdsAsync(server, "repo-1;repo-599;repo-600"));
        Assert.Equal(["GET /orgs/acme/repos?per_page=100", "GET /repos/acme/repo-599", "GET /repos/acme/repo-600"], server.Requests);
    }

    [Fact]
    public async Task TheListEnds_WhenAllNamesAreFound()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 250).Select(number => server.State.AddRepository("acme", $"repo-{number}"))];
        string names = string.Join(';', Enumerable.Range(1, 150).Select(number => $"repo-{number}"));

        Assert.Equal(repositories.Take(150).Select(repository => repository.Id), await IdsAsync(server, names));
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task RepositoriesOfAUser_AreAskedForOneByOne_BecauseThereIsNoSuchList()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        long a = server.State.AddRepository("octocat", "a").Id;
        long b = server.State.AddRepository("octocat", "b").Id;
        long c = server.State.AddRepository("octocat", "c").Id;

        Assert.Equal([a, b, c], await IdsAsync(server, "octocat/a;octocat/b;octocat/c"));
        Assert.Equal(["GET /orgs/octocat/repos?per_page=100", "GET /repos/octocat/a", "GET /repos/octocat/b", "GET /repos/octocat/c"], server.Requests);
    }

    [Fact]
    public async Task IdsThatAreGiven_CostNothing_AndDoublesAreDropped()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        Assert.Equal([7L, 8L, server.App.Id], await IdsAsync(server, $"7;8;7;app;{server.App.Id}"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AnUnknownName_AmongMany_IsTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RepositoryNotFound, () => IdsAsync(server, "app;lib;none"));
        Assert.Contains("acme/none", refusal.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests, "GET /repos/acme/none");
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(AcmeServer server, string names)
    {
        using GhSession session = server.Open();
        return await IdsAsync(session, names);
    }

    private static Task<IReadOnlyList<long>> IdsAsync(GhSession session, string names) =>
        new RepositoryLookup(session, null).IdsAsync(RepositoryReference.Read([names], "acme")!, default);
}
