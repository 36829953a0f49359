using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;
using Newtonsoft.Json;

namespace GhSecrets.Core.Tests;

/// <summary>The secrets of any scope, over a server that opens and checks them as GitHub does.</summary>
public sealed class SecretStoreTests
{
    private static readonly string[] s_keyAndPut = ["GET /repos/acme/app/actions/secrets/public-key", "PUT /repos/acme/app/actions/secrets/A"];

    public static IEnumerable<object[]> Scopes => ScopeRules.All.Select(row => new object[] { row.Kind, row.Application });

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Set_CreatesUpdatesAndRemoves_AtEveryScope(ScopeKind kind, SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretScope scope = AcmeServer.Scope(kind, application);

        SecretChange created = await SetAsync(store, scope, "npm_Token", "first");
        Assert.Equal("first", server.Find(scope, "NPM_TOKEN")?.Text);
        SecretChange updated = await SetAsync(store, scope, "NPM_TOKEN", "Grüße 🔑");
        Assert.Equal("Grüße 🔑", server.Find(scope, "NPM_TOKEN")?.Text);
        Secret read = await store.GetAsync(scope, "npm_token", default);
        Secret listed = Assert.Single(await store.GetAllAsync(scope, default));
        SecretChange removed = await store.RemoveAsync(scope, "npm_token", default);
        Assert.Null(server.Find(scope, "NPM_TOKEN"));

        Assert.Equal([SecretAction.Created, SecretAction.Updated, SecretAction.Removed], new[] { created, updated, removed }.Select(change => change.Done));
        Assert.All([created, updated, removed], change => Assert.Equal(("NPM_TOKEN", 1), (change.Name, change.Attempts)));
        Assert.Equal($"Created NPM_TOKEN in {scope}", created.ToString());
        Assert.Equal(("NPM_TOKEN", "NPM_TOKEN"), (read.Name, listed.Name));
        Assert.Equal(kind == ScopeKind.Organization ? Visibility.Private : kind == ScopeKind.User ? Visibility.Selected : null, read.SeenBy);
        foreach (ScopedObject shown in new ScopedObject[] { created, removed, read, listed })
        {
            Assert.Equal(
                ($"{scope.Application}", scope.Organization, scope.Repository, scope.Environment, scope.User),
                (shown.Application, shown.Organization, shown.Repository, shown.Environment, shown.User));
        }
    }

    // Older versions of GitHub Enterprise Server give the id of the key as a number.
    [Theory]
    [InlineData("3380204578043523366")]
    [InlineData("\"3380204578043523366\"")]
    public async Task TheIdOfAKey_MayBeANumber_AndIsSentAsText(string id)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, $$"""{"key_id":{{id}},"key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""");
        server.Reply(201);
        using GhSession session = new(server.Options());

        await SetAsync(new SecretStore(session), AcmeServer.Repository, "A");

        Assert.Contains("\"key_id\":\"3380204578043523366\"", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_StoresAnEmptyValue_AndOneOfTheLargestSize()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        string largest = new('x', SecretValue.MaximumSize);

        await SetAsync(store, AcmeServer.Repository, "EMPTY", "");
        await SetAsync(store, AcmeServer.Repository, "LARGEST", largest);

        Assert.Equal("", server.Find(AcmeServer.Repository, "EMPTY")?.Text);
        Assert.Equal(largest, server.Find(AcmeServer.Repository, "LARGEST")?.Text);
    }

    [Fact]
    public async Task Set_ManySecretsOfOneRepository_CostOneKeyAndOnePutEach()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);

        for (int number = 1; number <= 5; number++)
        {
            await SetAsync(store, AcmeServer.Repository, $"SECRET_{number}");
        }

        Assert.Equal(
            [
                "GET /repos/acme/app/actions/secrets/public-key",
                "PUT /repos/acme/app/actions/secrets/SECRET_1",
                "PUT /repos/acme/app/actions/secrets/SECRET_2",
                "PUT /repos/acme/app/actions/secrets/SECRET_3",
                "PUT /repos/acme/app/actions/secrets/SECRET_4",
                "PUT /repos/acme/app/actions/secrets/SECRET_5",
            ],
            server.Requests);
    }

    [Fact]
    public async Task Set_InParallel_SharesTheFirstReadOfTheKey()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => SetAsync(new SecretStore(session), AcmeServer.Repository, $"SECRET_{number}", $"value {number}"))));

        Assert.Equal(21, server.Requests.Length);
        Assert.All(Enumerable.Range(1, 20), number => Assert.Equal($"value {number}", server.Find(AcmeServer.Repository, $"SECRET_{number}")?.Text));
    }

    [Fact]
    public async Task Set_SealsForEachScopeAndApplication_ThoughTheirKeysShowOneId()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretScope dependabot = SecretScope.ForRepository("acme/app", SecretApplication.Dependabot);

        await SetAsync(store, AcmeServer.Repository, "A");
        await SetAsync(store, AcmeServer.Environment, "A");
        await SetAsync(store, dependabot, "A");

        PublicKey[] keys = [await store.GetPublicKeyAsync(AcmeServer.Repository, default), await store.GetPublicKeyAsync(AcmeServer.Environment, default), await store.GetPublicKeyAsync(dependabot, default)];
        Assert.Single(keys.Select(key => key.KeyId).Distinct());
        Assert.Equal(3, keys.Select(key => key.Key).Distinct().Count());
        Assert.All([AcmeServer.Repository, AcmeServer.Environment, dependabot], scope => Assert.Equal(Marked.Value, server.Find(scope, "A")?.Text));
        Assert.Equal(6, server.Requests.Length);
    }

    [Fact]
    public async Task AKeyIdThatIsANumber_AsOldServersWriteIt_ComesBackAsText()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """{"key_id":568250167242549743,"key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""");
        server.Reply(201);
        using GhSession session = new(server.Options());

        await SetAsync(new SecretStore(session), AcmeServer.Repository, "A");

        Assert.Contains("\"key_id\":\"568250167242549743\"", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_TellsHowOftenTheWriteWasSent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """{"key_id":"17","key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""");
        server.Reply(503);
        server.Reply(201);
        using GhSession session = new(server.Options());

        SecretChange change = await SetAsync(new SecretStore(session), AcmeServer.Repository, "A");

        Assert.Equal((SecretAction.Created, 2), (change.Done, change.Attempts));
        Assert.Equal(server.Requests[1].Body, server.Requests[2].Body);
        Assert.DoesNotContain(Marked.Value, server.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyThatWasRotated_IsReadAgainOnce_AndTheValueSealedForIt()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, AcmeServer.Repository, "A");
        server.RotateKey(AcmeServer.Repository);

        SecretChange[] changes = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => SetAsync(store, AcmeServer.Repository, $"SECRET_{number}", $"value {number}")));

        Assert.All(Enumerable.Range(1, 5), number => Assert.Equal($"value {number}", server.Find(AcmeServer.Repository, $"SECRET_{number}")?.Text));
        Assert.Equal(2, server.Requests.Count(request => request.EndsWith("/public-key", StringComparison.Ordinal)));
        Assert.Contains(changes, change => change.Attempts == 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    public async Task AKeyThatChangesAgainAndAgain_IsSealedForEachTime(int rotations, int maximumRetryCount)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { RotateKeyAt = [.. Enumerable.Range(1, rotations)] });
        using GhSession session = server.Open(maximumRetryCount: maximumRetryCount);

        SecretChange change = await SetAsync(new SecretStore(session), AcmeServer.Repository, "A");

        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")?.Text);
        Assert.Equal((SecretAction.Created, rotations + 1), (change.Done, change.Attempts));
        Assert.Equal(Enumerable.Repeat(s_keyAndPut, rotations + 1).SelectMany(both => both), server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task AKeyThatChangesWithEachWrite_EndsInTheRefusal_AfterTheMaximumRetryCount(int maximumRetryCount)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { RotateKeyAt = [.. Enumerable.Range(1, 100)] });
        using GhSession session = server.Open(maximumRetryCount: maximumRetryCount);
        SecretStore store = new(session);

        ApiException refusal = (ApiException)await Refused.WithAsync(ErrorId.Rejected, () => SetAsync(store, AcmeServer.Repository, "A"));

        Assert.Equal((422, maximumRetryCount + 1), ((int)refusal.Status, refusal.Attempts));
        Assert.Equal(maximumRetryCount + 1, server.Requests.Count(request => request == s_keyAndPut[1]));

        // The last key was read too: the next write has no old one.
        server.State.Faults.Clear();
        Assert.Equal(1, (await SetAsync(store, AcmeServer.Repository, "A")).Attempts);
    }

    [Fact]
    public async Task ARefusalAfterANewKey_TellsOfAllThatWasSent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        const string NewKey = """{"key_id":"18","key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""";
        server.Reply(200, """{"key_id":"17","key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""");
        server.Reply(503);
        server.Reply(422);
        server.Reply(200, NewKey);
        server.Reply(422);
        server.Reply(200, NewKey);
        using GhSession session = new(server.Options());

        ApiException refusal = (ApiException)await Refused.WithAsync(ErrorId.Rejected, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));

        Assert.Equal((3, 6), (refusal.Attempts, server.Requests.Count));
    }

    [Fact]
    public async Task ARefusalThatIsNotTheKeys_IsTold_AfterOneLookAtTheKey()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        const string Key = """{"key_id":"17","key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""";
        server.Reply(200, Key);
        server.Reply(422, """{"message":"Validation Failed"}""");
        server.Reply(200, Key);
        using GhSession session = new(server.Options());

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Rejected, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));

        Assert.Contains("Validation Failed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("2Sg8iYjAxxmI2LvUXpJjkYrMxURPc8r+dB7TJyvv1234")]
    [InlineData("no base64")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Set_RefusesAKeyThatIsNone_AndWritesNothing(string key)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, $$"""{"key_id":"17","key":"{{key}}"}""");
        using GhSession session = new(server.Options());

        await Refused.WithAsync(ErrorId.PublicKeyUnusable, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""")]
    [InlineData("""{"key_id":"17"}""")]
    [InlineData("<html>sign in</html>")]
    public async Task Set_RefusesAReplyThatIsNoKey_AndWritesNothing(string reply)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, reply);
        using GhSession session = new(server.Options());

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Set_OfTheHundredAndFirstSecret_TellsThatTheScopeIsFull()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Repository, 100);
        using GhSession session = server.Open();

        await Refused.WithAsync(ErrorId.TooManySecrets, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "ONE_MORE"));
        Assert.Equal(SecretAction.Updated, (await SetAsync(new SecretStore(session), AcmeServer.Repository, "SECRET_0001")).Done);
    }

    [Fact]
    public async Task Set_WithATokenThatMayOnlyRead_NamesThePermission()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddToken(new MockToken("ghp_reader") { Secrets = MockGitHub.SecretAccess.Read });
        using GhSession session = server.Open("ghp_reader");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Forbidden, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));
        Assert.EndsWith("The token needs the permission secrets=write.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await new SecretStore(session).GetAllAsync(AcmeServer.Repository, default));
    }

    [Fact]
    public async Task Set_WithATokenThatIsWrong_NamesItsSource()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open(Marked.Token + "x");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.TokenRejected, () => SetAsync(new SecretStore(session), AcmeServer.Repository, "A"));
        Assert.StartsWith("GitHub refused the token of the test (401: Bad credentials).", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARateLimitThatIsUsedUp_IsToldWithItsEnd_BeforeItIsHit()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddToken(new MockToken("ghp_limited") { RateLimit = 2 });
        using GhSession session = server.Open("ghp_limited", maximumWait: TimeSpan.FromMinutes(5));
        SecretStore store = new(session);

        await SetAsync(store, AcmeServer.Repository, "A");
        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RateLimited, () => SetAsync(store, AcmeServer.Repository, "B"));

        Assert.Matches("Try again after [0-9-]+ [0-9:]+ UTC[.]$", refusal.Message);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task GetAll_ReadsThreePagesOfAnOrganization()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 250, "all");
        using GhSession session = server.Open();

        IReadOnlyList<Secret> secrets = await new SecretStore(session).GetAllAsync(AcmeServer.Organization, default);

        Assert.Equal(250, secrets.Select(secret => secret.Name).Distinct().Count());
        Assert.All(secrets, secret => Assert.Equal(Visibility.All, secret.SeenBy));
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public async Task GetInherited_GivesWhatTheRepositorySees_UnderItsOrganization()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, AcmeServer.Organization, "FOR_ALL", visibility: Visibility.All);
        await SetAsync(store, AcmeServer.Organization, "FOR_LIB", selected: ["lib"]);
        await SetAsync(store, AcmeServer.Repository, "OWN");

        Secret inherited = Assert.Single((await store.ListInheritedAsync(AcmeServer.Repository, default)).Whole);

        Assert.Equal(("FOR_ALL", "acme", null), (inherited.Name, inherited.Organization, inherited.Repository));
        Assert.Equal(["FOR_ALL", "FOR_LIB"], (await store.ListInheritedAsync(SecretScope.ForRepository("acme/lib"), default)).Whole.Select(secret => secret.Name));
    }

    [Theory]
    [InlineData(SecretApplication.Dependabot)]
    [InlineData(SecretApplication.Codespaces)]
    public async Task GetInherited_IsRefused_WhereGitHubHasNoSuchList(SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        await Refused.WithAsync(
            ErrorId.ScopeNotSupported, () => new SecretStore(session).ListInheritedAsync(SecretScope.ForRepository("acme/app", application), default));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Get_TellsDatesInUtc()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """{"name":"A","created_at":"2026-01-01T01:00:00+01:00","updated_at":"2026-03-09T12:00:00Z"}""");
        using GhSession session = new(server.Options());

        Secret secret = await new SecretStore(session).GetAsync(AcmeServer.Repository, "A", default);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), secret.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero), secret.UpdatedAt);
        Assert.Equal("A in repository acme/app", secret.ToString());
    }

    [Theory]
    [InlineData("1A")]
    [InlineData("GITHUB_A")]
    [InlineData("A/../../B")]
    [InlineData("")]
    public async Task ANameThatIsNone_IsRefused_BeforeAnyRequest(string name)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);

        await Refused.WithAsync(ErrorId.InvalidSecretName, () => SetAsync(store, AcmeServer.Repository, name));
        await Refused.WithAsync(ErrorId.InvalidSecretName, () => store.GetAsync(AcmeServer.Repository, name, default));
        await Refused.WithAsync(ErrorId.InvalidSecretName, () => store.RemoveAsync(AcmeServer.Repository, name, default));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(ScopeKind.Organization, SecretApplication.Codespaces)]
    [InlineData(ScopeKind.Organization, SecretApplication.Agents)]
    [InlineData(ScopeKind.Repository, SecretApplication.Codespaces)]
    [InlineData(ScopeKind.Repository, SecretApplication.Agents)]
    [InlineData(ScopeKind.User, SecretApplication.Codespaces)]
    public async Task AnEnterpriseServer_HasNoCodespacesAndNoAgents_AndIsNotAsked(ScopeKind kind, SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync("3.17.0");
        using GhSession session = server.Open();
        SecretStore store = new(session);
        SecretAccess access = new(session);
        SecretScope scope = AcmeServer.Scope(kind, application);

        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => SetAsync(store, scope, "A"));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.GetAsync(scope, "A", default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.GetAllAsync(scope, default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.RemoveAsync(scope, "A", default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.GetPublicKeyAsync(scope, default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.GetAsync(scope, "A", default));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => access.SetAsync(scope, "A", [], default));
        if (kind == ScopeKind.Repository)
        {
            await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.ListInheritedAsync(scope, default));
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AnInstallationToken_IsRefusedWhereItCanDoNothing_AndTheServerIsNotAsked()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddToken(new MockToken("ghs_" + Marked.Token));
        using GhSession session = server.Open("ghs_" + Marked.Token);
        SecretStore store = new(session);
        SecretScope organization = AcmeServer.Scope(ScopeKind.Organization, SecretApplication.Codespaces);

        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => SetAsync(store, SecretScope.ForUser(), "A"));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => store.GetAllAsync(SecretScope.ForUser(), default));
        Assert.Empty(server.Requests);
        await SetAsync(store, organization, "A");
        Assert.Equal(Marked.Value, server.Find(organization, "A")?.Text);
    }

    [Theory]
    [InlineData(ScopeKind.Organization, SecretApplication.Actions)]
    [InlineData(ScopeKind.Organization, SecretApplication.Dependabot)]
    [InlineData(ScopeKind.Repository, SecretApplication.Actions)]
    [InlineData(ScopeKind.Repository, SecretApplication.Dependabot)]
    [InlineData(ScopeKind.Environment, SecretApplication.Actions)]
    public async Task AnEnterpriseServer_TakesTheRest_BelowItsPrefix(ScopeKind kind, SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync("3.17.0");
        using GhSession session = server.Open();
        SecretScope scope = AcmeServer.Scope(kind, application);

        await SetAsync(new SecretStore(session), scope, "A");

        Assert.Equal(Marked.Value, server.Find(scope, "A")?.Text);
        Assert.All(server.State.Requests.All, request => Assert.StartsWith("/api/v3/" + scope.Path, request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoObject_ShowsTheValue()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        List<ApiExchange> exchanges = [];
        SecretStore store = new(session, new ApiRun(exchanges.Add));
        using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, "A");

        SecretChange change = await store.SetAsync(assignment, default);
        Secret secret = await store.GetAsync(AcmeServer.Organization, "A", default);

        Assert.Equal(server.Requests.Length, exchanges.Count);
        foreach (object shown in new object[] { change, secret, assignment, assignment.Content, session, exchanges })
        {
            Marked.AssertNotIn($"{shown} {JsonConvert.SerializeObject(shown)} {System.Text.Json.JsonSerializer.Serialize(shown)}");
        }

        Assert.All(exchanges, exchange => Marked.AssertNotIn(exchange.ToString()));
    }

    private static async Task<SecretChange> SetAsync(
        SecretStore store, SecretScope scope, string name, string value = Marked.Value, Visibility? visibility = null, IReadOnlyList<string>? selected = null)
    {
        using SecretAssignment assignment = Assign.Value(scope, name, value, visibility, selected);
        return await store.SetAsync(assignment, CancellationToken.None);
    }
}
