using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>The repositories of an owner are listed once, whoever asks.</summary>
public sealed class RepositoryCatalogTests
{
    [Fact]
    public async Task AnOrganization_IsListedWithTopics_Visibility_AndArchivedOnes()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddRepository("acme", "Pay", ["go", "payments"], isPrivate: true, isArchived: true);
        using GhSession session = server.Open();

        IReadOnlyList<ListedRepository> repositories = await new RepositoryCatalog(session, null).OfAsync("Acme", CancellationToken.None);

        Assert.Equal(
            [("acme/app", "", RepositoryVisibility.Private, false), ("acme/lib", "", RepositoryVisibility.Public, false), ("acme/Pay", "go payments", RepositoryVisibility.Private, true)],
            repositories.Select(repository => (repository.FullName, string.Join(' ', repository.Topics), repository.Visibility, repository.IsArchived)));
    }

    [Fact]
    public async Task AllPages_AreRead_OnceARun_AndTheIdsAreRemembered()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository last = Enumerable.Range(1, 250).Select(number => server.State.AddRepository("acme", $"repo-{number}")).ToArray()[249];
        using GhSession session = server.Open();
        RepositoryCatalog catalog = new(session, null);

        IReadOnlyList<ListedRepository>[] both = await Task.WhenAll(catalog.OfAsync("acme", CancellationToken.None), catalog.OfAsync("ACME", CancellationToken.None));
        RepositoryId known = await new RepositoryLookup(session, null).FindAsync(last.FullName, CancellationToken.None);

        Assert.Equal(252, both[0].Count);
        Assert.Same(both[0], both[1]);
        Assert.Equal(last.Id, known.Id);
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public async Task AnOrganizationWithoutRepositories_HasNone()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddOrganization("empty");
        using GhSession session = server.Open();

        Assert.Empty(await new RepositoryCatalog(session, null).OfAsync("empty", CancellationToken.None));
    }

    [Fact]
    public async Task TheUserOfTheToken_IsListedWithTheirOwn()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddRepository("octocat", "hello", isPrivate: true);
        using GhSession session = server.Open();

        IReadOnlyList<ListedRepository> repositories = await new RepositoryCatalog(session, null).OfAsync("Octocat", CancellationToken.None);

        Assert.Equal("octocat/hello", Assert.Single(repositories).FullName);
        Assert.Equal(["GET /orgs/Octocat/repos?per_page=100", "GET /user/repos?affiliation=owner&per_page=100"], server.Requests);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("somebody")]
    public async Task AnOwnerOfWhomNothingIsSeen_IsNamed_WithWhatToDo(string owner)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddRepository("octocat", "hello");
        server.State.AddRepository("somebody", "else");
        using GhSession session = server.Open();
        RepositoryCatalog catalog = new(session, null);

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.ScopeNotFound, () => catalog.OfAsync(owner, CancellationToken.None));

        Assert.Contains($"shows no repositories of {owner}:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Check the name and the token", refusal.Message, StringComparison.Ordinal);
    }
}
