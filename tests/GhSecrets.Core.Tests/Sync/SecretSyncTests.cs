using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A declared file is compared with the server and the ledger, and every write leaves a ledger that is true.</summary>
public sealed class SecretSyncTests
{
    private const string TwoPlaces = """
        secrets:
          - { name: TOKEN, organization: acme, selectedRepositories: [app], value: { env: TOKEN } }
          - { name: TOKEN, repositories: ["acme/*"], value: { env: OTHER } }
        """;

    [Fact]
    public async Task WhatWasWritten_IsUnchanged_AndCostsAListAPlace()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);
        run.Server.State.Requests.Clear();

        ComparedFile compared = await run.CompareAsync(TwoPlaces);

        Assert.All(compared.Items, secret => Assert.Equal(PlannedAction.Unchanged, secret.Planned));
        Assert.Equal(3, compared.Items.Count);
        Assert.Equal(4, run.Server.Requests.Length);
        Assert.All(run.Server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARunThatNeverSettled_LeavesEntriesThatTheNextRunTakesForTrue()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces, settles: false);

        Assert.NotNull(run.ReadLedger().For(AcmeServer.Repository).Find("TOKEN")!.RepliedAt);
        Assert.Empty(await run.SyncAsync(TwoPlaces));

        LedgerEntry entry = run.ReadLedger().For(AcmeServer.Repository).Find("TOKEN")!;
        Assert.Null(entry.RepliedAt);
        Assert.NotNull(entry.UpdatedAt);
    }

    [Fact]
    public async Task ARunThatEndedInTheMiddle_IsFinishedByTheNext()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces, settles: false, most: 1);

        Assert.Equal(["Unchanged TOKEN in organization acme", "Create TOKEN in repository acme/app", "Create TOKEN in repository acme/lib"], await run.PlanAsync(TwoPlaces));
        Assert.Equal(2, (await run.SyncAsync(TwoPlaces)).Count);
    }

    [Fact]
    public async Task AWriteThatFails_IsNotInTheLedger()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.Faults.Set(new FaultOptions { RotateKeyAt = [.. Enumerable.Range(1, 100)] });

        await Assert.ThrowsAsync<ApiException>(() => run.SyncAsync(TwoPlaces));

        Assert.Empty(run.ReadLedger().Scopes);
        Assert.Equal(3, (await run.PlanAsync(TwoPlaces)).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ThroughEveryKindOfFault_ALedgerIsTrueForAllThatWasWritten(int seed)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        string yaml = "secrets:\n" + string.Concat(Enumerable.Range(1, 30).Select(number => $"  - {{ name: SECRET_{number}, repositories: [\"acme/*\"], value: {{ text: value {number} }} }}\n"));
        run.Server.State.Faults.Set(new FaultOptions { Seed = seed, Rate = 0.2, Kinds = [FaultKind.ResetAfter, FaultKind.ResetBefore, FaultKind.CutBody] });

        Assert.Equal(60, (await run.SyncAsync(yaml)).Count);

        run.Server.State.Faults.Set(new FaultOptions());
        Assert.All(await run.PlanAsync(yaml), line => Assert.StartsWith("Unchanged ", line, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 30), number => Assert.Equal($"value {number}", run.Server.Find(AcmeServer.Repository, $"SECRET_{number}")?.Text));
    }

    [Fact]
    public async Task WithoutAKey_ADeclaredSecretIsWritten_AndStillKnownForOurs()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);

        ComparedFile compared = await run.CompareAsync(TwoPlaces, withKey: false);
        ComparedFile none = await run.CompareAsync("secrets: []", withKey: false);

        Assert.All(compared.Items, secret => Assert.Equal(PlannedAction.Update, secret.Planned));
        Assert.All(none.Items, secret => Assert.Equal(PlannedAction.Remove, secret.Planned));
    }

    [Fact]
    public async Task WhatMustNotBeListed_IsNeverRemoved()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);
        run.Server.State.AddToken(new MockToken(Marked.Token) { Repositories = ["acme/lib"] });

        ComparedFile compared = await run.CompareAsync("secrets:\n  - { name: OTHER, repositories: [\"acme/*\"], value: { env: OTHER } }");

        Assert.DoesNotContain(compared.Removals, secret => secret.Repository == "acme/app");
        Assert.Contains(compared.Notes, note => note.Contains("repository acme/app, which is gone or hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnOwnerThatCannotBeListed_FailsEachSecretOfItsPatterns_AndRemovesNothingThere()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);

        ComparedFile compared = await run.CompareAsync("""
            secrets:
              - { name: TOKEN, repositories: ["acme/*", "nobody/*"], value: { env: OTHER } }
              - { name: MORE, repositories: ["nobody/*"], value: { env: OTHER } }
            """);

        Assert.Equal(["TOKEN in the repositories of nobody", "MORE in the repositories of nobody"], compared.Failures.Select(failure => $"{failure.Target}"));
        Assert.All(compared.Failures, failure => Assert.Equal(ErrorId.ScopeNotFound, failure.Error.Id));
        Assert.DoesNotContain(compared.Removals, secret => secret.Repository is not null);
    }

    [Fact]
    public async Task APatternThatCannotBeRead_KeepsItsSecrets_AlsoWhereAnotherEntryNamesTheRepository()
    {
        const string Listed = """{"total_count":2,"secrets":[{"name":"BY_NAME","updated_at":"2026-01-02T03:04:05Z"},{"name":"BY_PATTERN","updated_at":"2026-01-02T03:04:05Z"}]}""";
        const string Both = """
            secrets:
              - { name: BY_NAME, repositories: [acme/app], value: { env: OTHER } }
              - { name: BY_PATTERN, repositories: ["acme/*"], value: { env: OTHER } }
            """;
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(403);
        server.Reply(200, Listed);
        using GhSession session = new(server.Options());
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            LedgerScope ledger = Ledger.Open(folder, session.Api.Host).For(AcmeServer.Repository);
            foreach (string name in new[] { "BY_NAME", "BY_PATTERN" })
            {
                await ledger.RecordAsync(name, new LedgerEntry { UpdatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) }, CancellationToken.None);
            }

            using DeclaredFile file = Declared.Yaml(Both);
            ComparedFile compared = await new SecretSync(session, null, new LedgerOptions("secrets.yaml") { Folder = folder }).CompareAsync(file.Items, null, false, CancellationToken.None);

            Assert.Equal(["Update BY_NAME in repository acme/app"], compared.Items.Select(secret => $"{secret.Planned} {secret}"));
            Assert.Equal("BY_PATTERN in the repositories of acme", $"{Assert.Single(compared.Failures).Target}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task ARepositoryThatWasArchived_KeepsItsSecrets()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.AddRepository("acme", "old", isArchived: true);

        ComparedFile compared = await run.CompareAsync("secrets:\n  - { name: TOKEN, repositories: [acme/old, \"acme/*\"], value: { env: OTHER } }");

        Assert.Equal(["acme/app", "acme/lib"], compared.Items.Select(secret => secret.Repository));
        Assert.Equal("acme/old is archived: nothing is written there.", Assert.Single(compared.Notes));
    }

    [Fact]
    public async Task ASecretThatIsGone_IsForgotten_AndNeverPrunedLater()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);
        using (GhSession other = run.Server.Open())
        {
            await new SecretStore(other).RemoveAsync(AcmeServer.Repository, "TOKEN", CancellationToken.None);
        }

        await run.SyncAsync("secrets: []");

        Assert.Null(run.ReadLedger().For(AcmeServer.Repository).Find("TOKEN"));
    }

    [Fact]
    public async Task ARefusedToken_EndsTheComparison_WithOneError()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.RemoveToken(Marked.Token);

        ApiException refused = await Assert.ThrowsAsync<ApiException>(() => run.CompareAsync(TwoPlaces));

        Assert.Equal(ErrorId.TokenRejected, refused.Id);
    }

    [Fact]
    public async Task MoreThanAPlaceTakes_ByPatterns_IsAProblemOfTheFile()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();

        ComparedFile compared = await run.CompareAsync(
            "secrets:\n" + string.Concat(Enumerable.Range(1, 101).Select(number => $"  - {{ name: S_{number}, repositories: [\"acme/a*\"], value: {{ text: v }} }}\n")));

        Assert.Equal("Line 102, column 5: 101 secrets are declared in repository acme/app, which takes 100.", Assert.Single(compared.Problems).ToString());
        Assert.Empty(compared.Items);
    }

    [Fact]
    public async Task Slices_ShareThePlaces_AlsoThoseThatOnlyTheLedgerKnows()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        for (int number = 1; number <= 20; number++)
        {
            run.Server.State.AddRepository("acme", $"svc-{number}");
        }

        await run.SyncAsync("secrets:\n  - { name: GONE, repositories: [\"acme/*\"], value: { env: OTHER } }");
        const string Now = "secrets:\n  - { name: TOKEN, repositories: [\"acme/svc-1*\"], value: { env: OTHER } }";

        string[] whole = await run.PlanAsync(Now);
        string[][] slices = await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
            (await run.CompareAsync(Now, slice: new Slice(number, 5))).Items.Select(secret => $"{secret.Planned} {secret}").ToArray()));

        Assert.Equal(33, whole.Length);
        Assert.Equal(whole.Order(), slices.SelectMany(lines => lines).Order());
    }

    [Fact]
    public async Task NoValue_IsInTheLedger_OrInWhatIsTold()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(TwoPlaces);

        ComparedFile compared = await run.CompareAsync(TwoPlaces, force: true);

        Assert.All(compared.Items, secret => Marked.AssertNotIn($"{secret} {secret.Reason}"));
        Assert.All(Directory.GetFiles(run.LedgerFolder, "*", SearchOption.AllDirectories), path => Marked.AssertNotIn(File.ReadAllText(path)));
    }
}
