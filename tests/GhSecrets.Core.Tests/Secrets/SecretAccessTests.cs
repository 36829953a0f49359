using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Who sees a secret: kept by an update, changed only where that was asked for.</summary>
public sealed class SecretAccessTests
{
    private static readonly SecretScope s_dependabot = SecretScope.ForOrganization("acme", SecretApplication.Dependabot);

    public static IEnumerable<object[]> Applications => Enum.GetValues<SecretApplication>().Select(application => new object[] { application });

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task Set_OfANewSecret_MakesItPrivate(SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope scope = SecretScope.ForOrganization("acme", application);

        await SetAsync(server, scope);

        Assert.Equal("private", server.Find(scope, "SECRET_0001")?.Visibility);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("private")]
    public async Task Set_KeepsTheVisibility(string visibility)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, visibility);

        SecretChange change = await SetAsync(server, AcmeServer.Organization);

        Assert.Equal(SecretAction.Updated, change.Done);
        Assert.Equal((visibility, Marked.Value), (Stored(server).Visibility, Stored(server).Text));
        Assert.Equal(3, server.Requests.Length);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task Set_KeepsVisibilityAndRepositories_OfASelectedSecret(SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope scope = SecretScope.ForOrganization("acme", application);
        await server.SeedAsync(scope, 1, "selected", server.App, server.Lib);

        await SetAsync(server, scope);

        StoredSecret stored = server.Find(scope, "SECRET_0001")!;
        Assert.Equal(("selected", Marked.Value), (stored.Visibility, stored.Text));
        Assert.Equal([server.App.Id, server.Lib.Id], stored.SelectedRepositoryIds);
        Assert.Equal(
            [$"GET /{scope.Path}/public-key", $"GET /{scope.Path}/SECRET_0001", $"GET /{scope.Path}/SECRET_0001/repositories?per_page=100", $"PUT /{scope.Path}/SECRET_0001"],
            server.Requests);
    }

    [Fact]
    public async Task Set_KeepsASelectedSecretThatNobodySees()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected");

        await SetAsync(server, AcmeServer.Organization);

        Assert.Equal("selected", Stored(server).Visibility);
        Assert.Empty(Stored(server).SelectedRepositoryIds);
    }

    [Fact]
    public async Task Set_KeepsAHundredAndFiftyRepositories_OverTwoPagesThatAreReadTwice()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 150).Select(number => server.State.AddRepository("acme", $"repo-{number}"))];
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", repositories);

        await SetAsync(server, AcmeServer.Organization);

        Assert.Equal(repositories.Select(repository => repository.Id), Stored(server).SelectedRepositoryIds.Order());
        Assert.Equal(Marked.Value, Stored(server).Text);
        Assert.Equal(7, server.Requests.Length);
    }

    [Fact]
    public async Task Set_RefusesToDropRepositoriesThatTheTokenDoesNotSee_AndWritesNothing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", server.App, server.Lib);
        server.State.AddToken(new MockToken("ghp_lib") { Repositories = ["acme/lib"] });

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Forbidden, () => SetAsync(server, AcmeServer.Organization, token: "ghp_lib"));

        Assert.StartsWith("SECRET_0001 is shown to 2 repositories, but the token sees only 1 of them.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
        Assert.Equal([server.App.Id, server.Lib.Id], Stored(server).SelectedRepositoryIds);
        Assert.Equal(1, Stored(server).Writes);
    }

    [Fact]
    public async Task Set_WithAnAccess_ReadsNothingFirst()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", server.App);

        await SetAsync(server, AcmeServer.Organization, Visibility.All);

        Assert.Equal("all", Stored(server).Visibility);
        Assert.Equal(["GET /orgs/acme/actions/secrets/public-key", "PUT /orgs/acme/actions/secrets/SECRET_0001"], server.Requests);
    }

    [Fact]
    public async Task Set_WithRepositories_SelectsThem_ByNameAndById()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "all");

        await SetAsync(server, AcmeServer.Organization, selected: [$"{server.App.Id};lib", "ACME/Lib"]);

        Assert.Equal("selected", Stored(server).Visibility);
        Assert.Equal([server.App.Id, server.Lib.Id], Stored(server).SelectedRepositoryIds);
        Assert.Single(server.Requests, request => request == "GET /repos/acme/lib");
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public async Task Set_WithAnEmptyList_EmptiesIt()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", server.App);

        await SetAsync(server, AcmeServer.Organization, selected: []);

        Assert.Equal("selected", Stored(server).Visibility);
        Assert.Empty(Stored(server).SelectedRepositoryIds);
    }

    [Fact]
    public async Task Set_ToSelectedWithoutAList_KeepsTheListThatIsThere()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", server.App);

        await SetAsync(server, AcmeServer.Organization, Visibility.Selected);

        Assert.Equal([server.App.Id], Stored(server).SelectedRepositoryIds);
        Assert.Equal(Marked.Value, Stored(server).Text);
    }

    [Theory]
    [InlineData("all", "has the visibility All")]
    [InlineData("private", "has the visibility Private")]
    [InlineData(null, "does not exist yet")]
    public async Task Set_ToSelectedWithoutAList_IsRefused_WhereThereIsNone(string? visibility, string said)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        if (visibility is not null)
        {
            await server.SeedAsync(AcmeServer.Organization, 1, visibility);
        }

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.InvalidArgument, () => SetAsync(server, AcmeServer.Organization, Visibility.Selected));

        Assert.StartsWith($"SECRET_0001 {said}: say which repositories", refusal.Message, StringComparison.Ordinal);
        string[] confirmed = visibility is null ? ["GET /orgs/acme/actions/secrets?per_page=100"] : [];
        Assert.Equal(["GET /orgs/acme/actions/secrets/public-key", "GET /orgs/acme/actions/secrets/SECRET_0001", .. confirmed], server.Requests);
    }

    [Theory]
    [InlineData("2022-11-28", null)]
    [InlineData("2026-03-10", null)]
    [InlineData("2022-11-28", "3.17.0")]
    [InlineData("2026-03-10", "3.21.0")]
    public async Task Set_ForDependabot_WritesIdsAsTheServerWantsThem(string apiVersion, string? enterpriseVersion)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(enterpriseVersion);

        await SetAsync(server, s_dependabot, selected: ["app"], apiVersion: apiVersion);

        Assert.Equal([server.App.Id], server.Find(s_dependabot, "SECRET_0001")!.SelectedRepositoryIds);
    }

    [Theory]
    [InlineData("2022-11-28", """["7","5000000001"]""")]
    [InlineData("2026-03-10", "[7,5000000001]")]
    public async Task Set_ForDependabot_WritesIdsAsText_BeforeTheNewVersion(string apiVersion, string ids)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(201);
        ApiSessionOptions options = new() { Host = ApiHost.FromBaseUri(server.Address), Token = AccessToken.FromText(Marked.Token, "the test"), ApiVersion = apiVersion };
        using GhSession session = new(options);
        using SecretAssignment assignment = new(
            s_dependabot, "A", SecretContent.FromSealed(Sealed.Box, "17"), selectedRepository: RepositoryReference.Read(["7", "5000000001"], "acme"));

        await new SecretStore(session).SetAsync(assignment, default);

        Assert.Equal(
            $$"""{"visibility":"selected","selected_repository_ids":{{ids}},"encrypted_value":"{{Sealed.Box}}","key_id":"17"}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Set_OfAUsersSecret_KeepsItsRepositories_AndHasNoVisibility()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope user = SecretScope.ForUser();
        Repository[] repositories = [.. Enumerable.Range(1, 150).Select(number => server.State.AddRepository("octocat", $"repo-{number}"))];
        await server.SeedAsync(user, 1, null, repositories);

        await SetAsync(server, user);
        StoredSecret stored = server.Find(user, "SECRET_0001")!;
        Assert.Equal(repositories.Select(repository => repository.Id), stored.SelectedRepositoryIds.Order());
        Assert.Equal(Marked.Value, stored.Text);
        Assert.Equal(
            ["GET /user/codespaces/secrets/public-key", "GET /user/codespaces/secrets/SECRET_0001", "GET /user/codespaces/secrets/SECRET_0001/repositories", "PUT /user/codespaces/secrets/SECRET_0001"],
            server.Requests);
        Assert.DoesNotContain("visibility", server.State.Requests.All[3].Body, StringComparison.Ordinal);

        await SetAsync(server, user, selected: ["acme/app"]);
        Assert.Equal([server.App.Id], server.Find(user, "SECRET_0001")!.SelectedRepositoryIds);
    }

    [Fact]
    public async Task Set_OfANewSecretOfAUser_ShowsItToNobody()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        await SetAsync(server, SecretScope.ForUser());

        Assert.Empty(server.Find(SecretScope.ForUser(), "SECRET_0001")!.SelectedRepositoryIds);
        Assert.Equal(4, server.Requests.Length);
    }

    [Fact]
    public async Task AddRemoveAndSet_ChangeTheListOfAUsersSecret()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope user = SecretScope.ForUser();
        await server.SeedAsync(user, 1, null, server.App);
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        await access.AddAsync(user, "SECRET_0001", Reference("lib"), default);
        Assert.Equal(["acme/app", "acme/lib"], (await access.GetAsync(user, "SECRET_0001", default)).Select(repository => repository.SelectedRepository));
        await access.RemoveAsync(user, "SECRET_0001", Reference("app"), default);
        Assert.Equal([server.Lib.Id], server.Find(user, "SECRET_0001")!.SelectedRepositoryIds);
        await access.SetAsync(user, "SECRET_0001", [], default);
        Assert.Empty(server.Find(user, "SECRET_0001")!.SelectedRepositoryIds);
    }

    [Fact]
    public async Task Names_AreLookedUpOnce()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        foreach (string name in new[] { "A", "B", "C" })
        {
            using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, name, selected: ["app", "Acme/LIB"]);
            await new SecretStore(session).SetAsync(assignment, default);
        }

        Assert.Equal(["GET /repos/acme/app", "GET /repos/Acme/LIB"], server.Requests.Where(request => request.StartsWith("GET /repos", StringComparison.Ordinal)));
        Assert.Equal([server.App.Id, server.Lib.Id], server.Find(AcmeServer.Organization, "C")!.SelectedRepositoryIds);
    }

    [Fact]
    public async Task Get_GivesTheRepositories_AndSparesTheirLookUp()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "selected", server.App, server.Lib);
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        IReadOnlyList<SecretRepository> repositories = await access.GetAsync(AcmeServer.Organization, "secret_0001", default);
        await access.RemoveAsync(AcmeServer.Organization, "SECRET_0001", Reference("app"), default);

        Assert.Equal([(server.App.Id, "acme/app"), (server.Lib.Id, "acme/lib")], repositories.Select(repository => (repository.Id, repository.SelectedRepository)));
        Assert.All(repositories, repository => Assert.Equal(("SECRET_0001", "acme", null), (repository.Name, repository.Organization, repository.Repository)));
        Assert.Equal("acme/app", repositories[0].ToString());
        Assert.Equal(2, server.Requests.Length);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task AddRemoveAndSet_ChangeTheListAlone(SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope scope = SecretScope.ForOrganization("acme", application);
        await server.SeedAsync(scope, 1, "selected", server.App);
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        SecretChange added = await access.AddAsync(scope, "secret_0001", Reference("lib"), default);
        Assert.Equal([server.App.Id, server.Lib.Id], server.Find(scope, "SECRET_0001")!.SelectedRepositoryIds);
        await access.RemoveAsync(scope, "SECRET_0001", Reference($"{server.App.Id}"), default);
        Assert.Equal([server.Lib.Id], server.Find(scope, "SECRET_0001")!.SelectedRepositoryIds);
        await access.SetAsync(scope, "SECRET_0001", [Reference("app"), Reference("ACME/app")], default);
        Assert.Equal([server.App.Id], server.Find(scope, "SECRET_0001")!.SelectedRepositoryIds);
        await access.SetAsync(scope, "SECRET_0001", [], default);
        Assert.Empty(server.Find(scope, "SECRET_0001")!.SelectedRepositoryIds);

        Assert.Equal((SecretAction.Updated, "SECRET_0001", "acme", "acme/lib"), (added.Done, added.Name, added.Organization, $"{added.SelectedRepository}"));
        Assert.Equal($"Updated SECRET_0001 in {scope} for acme/lib", added.ToString());
        Assert.Equal(1, server.Find(scope, "SECRET_0001")!.Writes);
    }

    [Fact]
    public async Task AddRemoveAndSet_OfASecretThatIsNotSelected_AreAConflict()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "private");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        GhSecretsException refusal = await Refused.WithAsync(
            ErrorId.VisibilityConflict, () => access.AddAsync(AcmeServer.Organization, "SECRET_0001", Reference("app"), default));
        Assert.Contains("You cannot update selected repositories", refusal.Message, StringComparison.Ordinal);
        await Refused.WithAsync(ErrorId.VisibilityConflict, () => access.RemoveAsync(AcmeServer.Organization, "SECRET_0001", Reference("app"), default));
        await Refused.WithAsync(ErrorId.VisibilityConflict, () => access.SetAsync(AcmeServer.Organization, "SECRET_0001", [Reference("app")], default));
    }

    [Fact]
    public async Task AddAndGet_OfASecretThatIsNotThere_SaySo()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        await Refused.WithAsync(ErrorId.SecretNotFound, () => access.GetAsync(AcmeServer.Organization, "NONE", default));
        await Refused.WithAsync(ErrorId.SecretNotFound, () => access.AddAsync(AcmeServer.Organization, "NONE", Reference("app"), default));
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => access.AddAsync(AcmeServer.Organization, "NONE", Reference("none"), default));
    }

    [Fact]
    public async Task SecretsOfARepository_HaveNoAccess_AndTheServerIsNotAsked()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.GetAsync(AcmeServer.Repository, "A", default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.AddAsync(AcmeServer.Repository, "A", Reference("app"), default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.RemoveAsync(AcmeServer.Environment, "A", Reference("app"), default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.SetAsync(AcmeServer.Repository, "A", [], default));
        Assert.Empty(server.Requests);
    }

    private static RepositoryReference Reference(string text) => RepositoryReference.Read([text], "acme")![0];

    private static StoredSecret Stored(AcmeServer server) => server.Find(AcmeServer.Organization, "SECRET_0001")!;

    private static async Task<SecretChange> SetAsync(
        AcmeServer server,
        SecretScope scope,
        Visibility? visibility = null,
        IReadOnlyList<string>? selected = null,
        string token = Marked.Token,
        string apiVersion = ApiSessionOptions.DefaultApiVersion)
    {
        using GhSession session = server.Open(token, apiVersion);
        using SecretAssignment assignment = Assign.Value(scope, "secret_0001", Marked.Value, visibility, selected);
        return await new SecretStore(session).SetAsync(assignment, default);
    }
}
