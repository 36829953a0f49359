using System;
using System.Linq;
using System.Net.Http;
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

    private static readonly TimeSpan s_listServes = TimeSpan.FromSeconds(5);

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
            JObject body = await BodyAsync(session, access, Name(number));
            Assert.Equal(server.Find(AcmeServer.Organization, Name(number))!.Visibility, (string?)body["visibility"]);
            Assert.Equal(number <= 2 ? repositories.Select(repository => repository.Id) : null, body["selected_repository_ids"]?.Values<long>().Order());
        }

        Assert.Equal(
            [
                "GET /orgs/acme/actions/secrets/SECRET_0001", .. Repositories(1),
                .. Pages(3), .. Repositories(2),
            ],
            server.Requests.Select(request => Regex.Replace(request, "organizations/[0-9]+", "orgs/acme")));

        string[] Repositories(int number) => [.. Enumerable.Range(0, 4).Select(reading => reading % 2 + 1).Select(page => $"GET /orgs/acme/actions/secrets/{Name(number)}/repositories?per_page=100{Page(page)}")];
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

        Assert.Equal("all", await VisibilityAsync(session, access, "SECRET_0001"));
        Assert.Equal("private", await VisibilityAsync(session, access, "SECRET_0001", dependabot));
        Assert.Equal([$"GET /{AcmeServer.Organization.Path}/SECRET_0001", $"GET /{dependabot.Path}/SECRET_0001"], server.Requests);
    }

    [Fact]
    public async Task ManyAtOnce_ShareTheList()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 40, "all");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        string?[] kept = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(() => VisibilityAsync(session, access, Name(number)))));

        Assert.All(kept, visibility => Assert.Equal("all", visibility));
        Assert.Equal(2, server.Requests.Length);
        Assert.Single(server.Requests, List);
    }

    [Fact]
    public async Task ASecretThatIsNeitherInTheListNorByItself_IsNew_AndPrivate()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "all");
        using GhSession session = server.Open();
        SecretAccess access = new(session);

        await VisibilityAsync(session, access, "SECRET_0001");

        Assert.Equal("private", await VisibilityAsync(session, access, "NEW"));
        Assert.Equal([List, "GET /orgs/acme/actions/secrets/NEW"], server.Requests.Skip(1));
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
            Assert.Equal([server.App.Id, server.Lib.Id], (await BodyAsync(session, access, Name(number), user))["selected_repository_ids"]!.Values<long>());
        }

        Assert.Null((await BodyAsync(session, access, "NEW", user))["selected_repository_ids"]);
        Assert.Equal(
            ["/SECRET_0001", "/SECRET_0001/repositories", "?per_page=100", "/SECRET_0002/repositories", "/SECRET_0003/repositories", "/NEW"],
            server.Requests.Select(request => request.Replace("GET /user/codespaces/secrets", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheList_ServesForFiveSeconds()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 4, "all");
        using GhSession session = server.Open(clock: clock);
        SecretAccess access = new(session);
        await VisibilityAsync(session, access, "SECRET_0001");
        await VisibilityAsync(session, access, "SECRET_0002");

        await server.SeedAsync(AcmeServer.Organization, 4, "private");
        clock.Advance(s_listServes);
        Assert.Equal("all", await VisibilityAsync(session, access, "SECRET_0003"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("private", await VisibilityAsync(session, access, "SECRET_0004"));
        Assert.Equal(["GET /orgs/acme/actions/secrets/SECRET_0001", List, List], server.Requests);
    }

    [Fact]
    public async Task AListThatTookLongerThanItServes_IsNotUsed()
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(SlowList);
        server.Reply(200, Secret("B", "private"));
        using GhSession session = new(server.Options(clock));
        SecretAccess access = new(session);
        await VisibilityAsync(session, access, "A");

        Assert.Equal("private", await VisibilityAsync(session, access, "B"));

        async Task SlowList(HttpContext context)
        {
            clock.Advance(s_listServes + TimeSpan.FromTicks(1));
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
            ["/public-key", "/SECRET_0001", "?per_page=100", "/SECRET_0003", "/SECRET_0002"],
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
    [InlineData(403, ErrorId.Forbidden)]
    [InlineData(404, ErrorId.ScopeNotFound)]
    [InlineData(410, ErrorId.Rejected)]
    public async Task AListThatFails_LeavesTheSingleReads_AndConfirmsNoNewSecret(int status, ErrorId id)
    {
        ManualClock clock = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(status);
        server.Reply(200, Secret("B", "all"));
        server.Reply(404);
        server.Reply(200, ListOf(1, Secret("E", "all")));
        using GhSession session = new(server.Options(clock));
        SecretAccess access = new(session);

        Assert.Equal("all", await VisibilityAsync(session, access, "A"));
        Assert.Equal("all", await VisibilityAsync(session, access, "B"));
        await Refused.WithAsync(id, () => VisibilityAsync(session, access, "C"));
        clock.Advance(s_listServes + TimeSpan.FromTicks(1));
        Assert.Equal("all", await VisibilityAsync(session, access, "E"));
        Assert.Equal(["/A", "?per_page=100", "/B", "/C", "?per_page=100"], server.Requests.Select(Suffix));
    }

    [Fact]
    public async Task AListThatShowsThatTheTokenIsRefused_SaysSo()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(401);
        using GhSession session = new(server.Options());
        ApiRun run = new();
        SecretAccess access = new(session, run);
        await VisibilityAsync(session, access, "A");

        await Refused.WithAsync(ErrorId.TokenRejected, () => VisibilityAsync(session, access, "B", run: run));
        await Refused.WithAsync(ErrorId.NotAttempted, () => VisibilityAsync(session, access, "C", run: run));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"total_count":3,"secrets":[{"name":"C","visibility":"private"},{"name":"D","visibility":"private"}]}""", 2)]
    [InlineData("""{"total_count":2,"secrets":[{"name":"C","visibility":"private"},{"name":"C","visibility":"private"}]}""", 2)]
    [InlineData("""{"total_count":1,"secrets":[{"name":"B"}]}""", 1)]
    [InlineData("""{"total_count":1,"secrets":[{"name":"B","visibility":"unheard_of"}]}""", 1)]
    [InlineData("""{"secrets":[]}""", 1)]
    [InlineData("""{"total_count":0}""", 1)]
    [InlineData("[]", 1)]
    public async Task AListThatDoesNotTellAll_MakesNothingNew(string list, int readings)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, list);
        for (int again = 0; again < readings - 1; again++)
        {
            server.Reply(200, list);
        }

        server.Reply(200, Secret("B", "all"));
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(session, access, "A");

        Assert.Equal("all", await VisibilityAsync(session, access, "B"));
    }

    [Fact]
    public async Task AListThatDoesNotNameAll_ServesThoseThatItNames_AndConfirmsNoNewSecret()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, ListOf(3, Secret("A", "all"), Secret("B", "all")));
        server.Reply(200, ListOf(3, Secret("A", "all"), Secret("B", "all")));
        server.Reply(404);
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(session, access, "A");

        Assert.Equal("all", await VisibilityAsync(session, access, "B"));
        await Refused.WithAsync(ErrorId.IncompleteList, () => VisibilityAsync(session, access, "NEW"));
        Assert.Equal(["/A", "?per_page=100", "?per_page=100", "/NEW"], server.Requests.Select(Suffix));
    }

    [Fact]
    public async Task AListWhosePagesShiftedUnderTheReading_IsReadOnceMore()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, Secret("A", "all"));
        server.Reply(200, ListOf(3, Secret("A", "all")), ("Link", $"<{server.Address}orgs/acme/actions/secrets?per_page=100&page=2>; rel=\"next\""));
        server.Reply(200, ListOf(2, Secret("C", "all")));
        server.Reply(200, ListOf(2, Secret("B", "all"), Secret("C", "all")));
        using GhSession session = new(server.Options());
        SecretAccess access = new(session);
        await VisibilityAsync(session, access, "A");

        Assert.Equal("all", await VisibilityAsync(session, access, "B"));
    }

    private static string Name(int number) => $"SECRET_{number:D4}";

    private static string Page(int page) => page == 1 ? "" : $"&page={page}";

    private static string[] Pages(int count) => [.. Enumerable.Range(1, count).Select(page => List + Page(page))];

    private static string Secret(string name, string visibility) => $$"""{"name":"{{name}}","visibility":"{{visibility}}"}""";

    private static string ListOf(int total, params string[] secrets) => $$"""{"total_count":{{total}},"secrets":[{{string.Join(',', secrets)}}]}""";

    private static string Suffix(ScriptedRequest request) => request.Path.Replace("/orgs/acme/actions/secrets", "", StringComparison.Ordinal);

    /// <summary>What a try would send, which ends with its look.</summary>
    private static async Task<JObject> BodyAsync(GhSession session, SecretAccess access, string name, SecretScope? scope = null, ApiRun? run = null)
    {
        using SecretAssignment assignment = Assign.Value(scope ?? AcmeServer.Organization, name);
        JObject? body = null;
        ApiRequest request = new(HttpMethod.Get, "nowhere")
        {
            ReadsBefore = 2,
            Look = async attempt =>
            {
                body = (await access.KeptAsync(assignment, attempt, default)).Access.Body;
                throw new LookedException();
            },
        };
        try
        {
            await session.Api.SendAsync(request, run, default);
        }
        catch (LookedException)
        {
        }

        return body!;
    }

    private static async Task<string?> VisibilityAsync(GhSession session, SecretAccess access, string name, SecretScope? scope = null, ApiRun? run = null) =>
        (string?)(await BodyAsync(session, access, name, scope, run))["visibility"];

    private static async Task SetAsync(SecretStore store, string name, Visibility? visibility = null)
    {
        using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, name, visibility: visibility);
        await store.SetAsync(assignment, default);
    }

    private sealed class LookedException : Exception;
}
