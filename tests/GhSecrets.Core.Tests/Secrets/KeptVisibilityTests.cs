using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using MockGitHub;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Many updates keep who sees the secrets for the price of one list, and never by what is out of date.</summary>
public sealed class KeptVisibilityTests
{
    private const string List = "GET /orgs/acme/actions/secrets?per_page=100";

    private static readonly TimeSpan s_minute = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ManySecrets_CostOneReadAndTheList_AndKeepEachItsOwn()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 150).Select(number => server.State.AddRepository("acme", $"repo-{number}"))];
        await server.SeedAsync(AcmeServer.Organization, 250, "private");
        await server.SeedAsync(AcmeServer.Organization, 150, "all");
        await server.SeedAsync(AcmeServer.Organization, 2, "selected", repositories);
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        foreach (int number in Enumerable.Range(1, 250))
        {
            JObject body = await BodyAsync(access, Name(number));
            Assert.Equal(server.Find(AcmeServer.Organization, Name(number))!.Visibility, (string?)body["visibility"]);
            Assert.Equal(number <= 2 ? repositories.Select(repository => repository.Id) : null, body["selected_repository_ids"]?.Values<long>().Order());
        }

        Assert.Equal(
            [
                "GET /orgs/acme/actions/secrets/SECRET_0001", .. Repositories(1),
                .. Pages(3), .. Repositories(2),
            ],
            server.Requests.Select(request => Regex.Replace(request, "organizations/[0-9]+", "orgs/acme")));

        string[] Repositories(int number) => [.. Enumerable.Range(1, 2).Select(page => $"GET /orgs/acme/actions/secrets/{Name(number)}/repositories?per_page=100{Page(page)}")];
    }

    [Fact]
    public async Task ASingleSecret_CostsASingleRead_InEachScope()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope dependabot = SecretScope.ForOrganization("acme", SecretApplication.Dependabot);
        await server.SeedAsync(AcmeServer.Organization, 1, "all");
        await server.SeedAsync(dependabot, 1, "private");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        Assert.Equal("all", await VisibilityAsync(access, "SECRET_0001"));
        Assert.Equal("private", await VisibilityAsync(access, "SECRET_0001", dependabot));
        Assert.Equal([$"GET /{AcmeServer.Organization.Path}/SECRET_0001", $"GET /{dependabot.Path}/SECRET_0001"], server.Requests);
    }

    [Fact]
    public async Task ManyAtOnce_ShareTheList()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 40, "all");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        string?[] kept = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(() => VisibilityAsync(access, Name(number)))));

        Assert.All(kept, visibility => Assert.Equal("all", visibility));
        Assert.Equal(2, server.Requests.Length);
        Assert.Single(server.Requests, List);
    }

    [Fact]
    public async Task ASecretThatIsNotInTheList_IsNew_AndPrivate()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "all");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        await VisibilityAsync(access, "SECRET_0001");

        Assert.Equal("private", await VisibilityAsync(access, "NEW"));
        Assert.Equal(List, server.Requests.Last());
    }

    [Fact]
    public async Task AUsersSecrets_KeepTheirRepositories()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope user = SecretScope.ForUser();
        await server.SeedAsync(user, 3, null, server.App, server.Lib);
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        foreach (int number in Enumerable.Range(1, 3))
        {
            Assert.Equal([server.App.Id, server.Lib.Id], (await BodyAsync(access, Name(number), user))["selected_repository_ids"]!.Values<long>());
        }

        Assert.Null((await BodyAsync(access, "NEW", user))["selected_repository_ids"]);
        Assert.Equal(
            ["/SECRET_0001", "/SECRET_0001/repositories", "?per_page=100", "/SECRET_0002/repositories", "/SECRET_0003/repositories"],
            server.Requests.Select(request => request.Replace("GET /user/codespaces/secrets", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheList_ServesForAMinute()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 4, "all");
        using GhSession session = server.Open(clock: clock);
        SecretAccess access = new(session);
        await VisibilityAsync(access, "SECRET_0001");
        await VisibilityAsync(access, "SECRET_0002");

        await server.SeedAsync(AcmeServer.Organization, 4, "private");
        clock.Advance(s_minute);
        Assert.Equal("all", await VisibilityAsync(access, "SECRET_0003"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("private", await VisibilityAsync(access, "SECRET_0004"));
        Assert.Equal(["GET /orgs/acme/actions/secrets/SECRET_0001", List, List], server.Requests);
    }

    [Fact]
    public async Task AListThatTookLongerThanItServes_IsReadOnceMore_AndThenNotUsed()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(SlowList);
        server.Reply(SlowList);
        server.Reply(200, Secret("B", "private"));
        using GhSession session = new(server.Options(clock));
        SecretAccess access = new(session);
        await VisibilityAsync(access, "A");

        Assert.Equal("private", await VisibilityAsync(access, "B"));

        async Task SlowList(HttpContext context)
        {
            clock.Advance(s_minute + TimeSpan.FromTicks(1));
            await context.Response.WriteAsync(ListOf(1, Secret("B", "all")));
        }
    }

    [Fact]
    public async Task WhatTheRunHasTriedToWrite_IsReadByItself()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 3, "all");
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, "SECRET_0001");
        await SetAsync(store, "SECRET_0002");

        await SetAsync(store, "secret_0003", Visibility.Private);
        await SetAsync(store, "SECRET_0003");
        await SetAsync(store, "SECRET_0002");

        Assert.Equal(["all", "all", "private"], Enumerable.Range(1, 3).Select(number => server.Find(AcmeServer.Organization, Name(number))!.Visibility));
        Assert.Equal(
            ["/SECRET_0001", "/public-key", "?per_page=100", "/SECRET_0003", "/SECRET_0002"],
            server.Requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal))
                .Select(request => request.Replace("GET /orgs/acme/actions/secrets", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ASecretThatIsNewInTheRun_KeepsWhatTheRunGaveIt()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, "A");
        await SetAsync(store, "B");
        await SetAsync(store, "NEW", Visibility.All);
        await SetAsync(store, "NEW");

        Assert.Equal("all", server.Find(AcmeServer.Organization, "NEW")!.Visibility);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task AListThatFails_LeavesTheSingleReads_AndIsNotAskedForAgainAtOnce(int status)
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(status);
        server.Reply(200, Secret("B", "all"));
        server.Reply(404);
        server.Reply(403);
        server.Reply(200, ListOf(1, Secret("E", "all")));
        using GhSession session = new(server.Options(clock));
        SecretAccess access = new(session);

        Assert.Equal("all", await VisibilityAsync(access, "A"));
        Assert.Equal("all", await VisibilityAsync(access, "B"));
        Assert.Equal("private", await VisibilityAsync(access, "C"));
        await Refused.WithAsync(ErrorId.Forbidden, () => VisibilityAsync(access, "D"));
        clock.Advance(s_minute + TimeSpan.FromTicks(1));
        Assert.Equal("all", await VisibilityAsync(access, "E"));
        Assert.Equal(["/A", "?per_page=100", "/B", "/C", "/D", "?per_page=100"], server.Requests.Select(Suffix));
    }

    [Fact]
    public async Task AListThatShowsThatTheTokenIsRefused_SaysSo()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(401);
        using GhSession session = new(server.Options());
        SecretAccess access = new(session, new ApiRun());
        await VisibilityAsync(access, "A");

        await Refused.WithAsync(ErrorId.TokenRejected, () => VisibilityAsync(access, "B"));
        await Refused.WithAsync(ErrorId.NotAttempted, () => VisibilityAsync(access, "C"));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"total_count":3,"secrets":[{"name":"C","visibility":"private"},{"name":"D","visibility":"private"}]}""")]
    [InlineData("""{"total_count":2,"secrets":[{"name":"C","visibility":"private"},{"name":"C","visibility":"private"}]}""")]
    [InlineData("""{"total_count":1,"secrets":[{"name":"B"}]}""")]
    [InlineData("""{"total_count":1,"secrets":[{"name":"B","visibility":"unheard_of"}]}""")]
    [InlineData("""{"secrets":[]}""")]
    [InlineData("""{"total_count":0}""")]
    [InlineData("[]")]
    public async Task AListThatDoesNotTellAll_MakesNothingNew(string list)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, list);
        server.Reply(200, Secret("B", "all"));
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(access, "A");

        Assert.Equal("all", await VisibilityAsync(access, "B"));
    }

    [Fact]
    public async Task AListThatDoesNotNameAll_ServesThoseThatItNames()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, ListOf(3, Secret("A", "all"), Secret("B", "all")));
        server.Reply(404);
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(access, "A");

        Assert.Equal("all", await VisibilityAsync(access, "B"));
        Assert.Equal("private", await VisibilityAsync(access, "NEW"));
        Assert.Equal(["/A", "?per_page=100", "/NEW"], server.Requests.Select(Suffix));
    }

    [Fact]
    public async Task AListWhosePagesShiftedUnderTheReading_MakesNothingNew()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, ListOf(3, Secret("A", "all")), ("Link", $"<{server.Address}orgs/acme/actions/secrets?per_page=100&page=2>; rel=\"next\""));
        server.Reply(200, ListOf(2, Secret("C", "all")));
        server.Reply(200, Secret("B", "all"));
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(access, "A");

        Assert.Equal("all", await VisibilityAsync(access, "B"));
    }

    private static string Name(int number) => $"SECRET_{number:D4}";

    private static string Page(int page) => page == 1 ? "" : $"&page={page}";

    private static string[] Pages(int count) => [.. Enumerable.Range(1, count).Select(page => List + Page(page))];

    private static string Secret(string name, string visibility) => $$"""{"name":"{{name}}","visibility":"{{visibility}}"}""";

    private static string ListOf(int total, params string[] secrets) => $$"""{"total_count":{{total}},"secrets":[{{string.Join(',', secrets)}}]}""";

    private static string Suffix(ScriptedRequest request) => request.Path.Replace("/orgs/acme/actions/secrets", "", StringComparison.Ordinal);

    private static async Task<JObject> BodyAsync(SecretAccess access, string name, SecretScope? scope = null)
    {
        using SecretAssignment assignment = Assign.Value(scope ?? AcmeServer.Organization, name);
        return await access.BodyAsync(assignment, default);
    }

    private static async Task<string?> VisibilityAsync(SecretAccess access, string name, SecretScope? scope = null) =>
        (string?)(await BodyAsync(access, name, scope))["visibility"];

    private static async Task SetAsync(SecretStore store, string name, Visibility? visibility = null)
    {
        using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, name, visibility: visibility);
        await store.SetAsync(assignment, default);
    }
}
