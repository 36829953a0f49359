using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A secret is removed only while it and its repository are what the ledger knows, which is asked directly before.</summary>
public sealed class SyncRemovalTests
{
    private const string AtApp = "repos/acme/app/actions";
    private const string Nothing = "secrets: []";

    private const string Two = """
        secrets:
          - { name: A, repositories: [acme/app], value: { env: OTHER } }
          - { name: B, repositories: [acme/app], value: { env: OTHER } }
        """;

    private const string Everywhere = """
        secrets:
          - { name: A, repositories: ["acme/*"], value: { env: OTHER } }
          - { name: B, repositories: ["acme/*"], application: dependabot, value: { env: OTHER } }
          - { name: C, repositories: ["acme/a*"], environments: [prod], value: { env: OTHER } }
        """;

    [Fact]
    public async Task ARemoval_CostsTwoReadsMore()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        Assert.Equal(["Removed A in repository acme/app", "Removed B in repository acme/app"], await run.PruneAsync(Nothing, run.Server.State.Requests.Clear));
        Assert.Equal(
            [
                "GET /repos/acme/app", $"GET /{AtApp}/secrets/A", $"DELETE /{AtApp}/secrets/A",
                "GET /repos/acme/app", $"GET /{AtApp}/secrets/B", $"DELETE /{AtApp}/secrets/B",
            ],
            run.Server.Requests);
    }

    [Theory]
    [InlineData("/repos/acme/app$")]
    [InlineData("/secrets/B$")]
    public async Task WhatAPersonSetsMeanwhile_Stays_AndTheOthersGo(string before)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        string[] outcomes = await run.PruneAsync(Nothing, () => run.Server.State.Interventions.Before("GET", before, () => run.Server.State.SetSecret(AtApp, "B", "by hand")));

        Assert.Equal("Removed A in repository acme/app", outcomes[0]);
        Assert.StartsWith("Drifted B in repository acme/app: It stays: somebody changed it on ", outcomes[1], StringComparison.Ordinal);
        Assert.Equal("by hand", run.Server.Find(AcmeServer.Repository, "B")!.Text);
        Assert.Equal(["Unowned B in repository acme/app"], await run.PlanAsync(Nothing));
    }

    [Fact]
    public async Task WhatAPersonSetsWhileTheRemovalWaitsForALimit_Stays()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        MockState state = run.Server.State;

        string[] outcomes = await run.PruneAsync(Nothing, () =>
        {
            state.Interventions.Before("DELETE", "/A$", () => state.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.TooManyRequestsRetryAfter], RetryAfterSeconds = 1 }));
            state.Interventions.Before("GET", "/repos/acme/app$", state.Faults.Clear, skip: 1);
            state.Interventions.Before("GET", "/A$", () => state.SetSecret(AtApp, "A", "by hand"), skip: 1);
        });

        Assert.StartsWith("Drifted A in repository acme/app: It stays: ", outcomes[0], StringComparison.Ordinal);
        Assert.Equal("Removed B in repository acme/app", outcomes[1]);
        Assert.Equal("by hand", run.Server.Find(AcmeServer.Repository, "A")!.Text);
    }

    [Fact]
    public async Task ARemovalWhoseReplyWasLost_IsNotSentAgain()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        MockState state = run.Server.State;

        string[] outcomes = await run.PruneAsync(Nothing, () =>
        {
            state.Interventions.Before("DELETE", "/A$", () => state.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.ResetAfter] }));
            state.Interventions.Before("GET", "/repos/acme/app$", state.Faults.Clear, skip: 1);
        });

        Assert.Equal(["Removed A in repository acme/app", "Removed B in repository acme/app"], outcomes);
        Assert.Single(run.Server.Requests, request => request == $"DELETE /{AtApp}/secrets/A");
    }

    [Theory]
    [InlineData("acme/app", "acme/new")]
    [InlineData("acme/app", "globex/app")]
    public async Task ARepositoryThatMovesMeanwhile_KeepsItsSecrets(string from, string to)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        string[] outcomes = await run.PruneAsync(Nothing, () => run.Server.State.RenameRepository(from, to));

        Assert.Equal(
            [$"Drifted A in repository acme/app: {from} is now {to}. The secret stays. Use the new name.", $"Drifted B in repository acme/app: {from} is now {to}. The secret stays. Use the new name."],
            outcomes);
        Assert.Equal(2, run.Server.State.FindVault($"repos/{to}/actions")!.Secrets.Count);
        Assert.Empty(run.Server.State.Removed);
    }

    [Fact]
    public async Task AnotherRepositoryOfTheSameName_KeepsItsSecrets()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Everywhere);

        string[] outcomes = await run.PruneAsync(Nothing, () =>
        {
            run.Server.State.RenameRepository("acme/app", "acme/former");
            run.Server.State.AddRepository("acme", "app", environments: ["prod"]);
            run.Server.State.SetSecret(AtApp, "A", "of the new one");
        });

        Assert.Contains("Drifted A in repository acme/app: It stays: acme/app is another repository than the one that a sync wrote to.", outcomes);
        Assert.Equal("of the new one", run.Server.Find(AcmeServer.Repository, "A")!.Text);
    }

    [Theory]
    [InlineData("acme/app", "acme/anew")]
    [InlineData("acme/app", "globex/app")]
    public async Task ARepositoryThatMovedBetweenTwoSyncs_IsToldOnce_AndKeepsItsSecrets(string from, string to)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Everywhere);
        run.Server.State.RenameRepository(from, to);
        int before = Count();

        ComparedFile compared = await run.CompareAsync(Everywhere);
        await run.SyncAsync(Everywhere, prune: true);

        Assert.Empty(compared.Removals);
        Assert.Single(compared.Notes, note => note.StartsWith($"{from} is now {to}.", StringComparison.Ordinal));
        Assert.Equal(before, Count());
        Assert.All((await run.CompareAsync(Everywhere)).Items, secret => Assert.Equal(PlannedAction.Unchanged, secret.Planned));
        Assert.DoesNotContain(run.ReadLedger().Scopes, scope => scope.Repository == from);
        Assert.Empty(run.Server.State.Removed);

        int Count() => run.Server.State.Vaults.Sum(vault => vault.Secrets.Count);
    }

    [Fact]
    public async Task AFileThatWasEditedAfterTheMove_WritesOnceMore_AndKnowsItThen()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.RenameRepository("acme/app", "acme/new");

        string edited = Two.Replace("acme/app", "acme/new", StringComparison.Ordinal);
        string[] plan = await run.PlanAsync(edited);
        await run.SyncAsync(edited, prune: true);

        Assert.Equal(["Update A in repository acme/new", "Update B in repository acme/new"], plan);
        Assert.Equal(["Unchanged A in repository acme/new", "Unchanged B in repository acme/new"], await run.PlanAsync(edited));
    }

    [Fact]
    public async Task AFileThatStillSaysTheFormerName_WritesToTheRepository_AndItsLedgerGoesOver()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.RenameRepository("acme/app", "acme/new");

        Assert.Equal(["Update A in repository acme/new", "Update B in repository acme/new"], await run.PlanAsync(Two));
        IReadOnlyList<ItemChange> changes = await run.SyncAsync(Two.Replace("OTHER", "TOKEN", StringComparison.Ordinal), prune: true);

        Assert.Equal(["Updated A in repository acme/new", "Updated B in repository acme/new"], changes.Select(change => $"{change}"));
        Assert.Equal("acme/new", Assert.Single(run.ReadLedger().Scopes).Repository);
    }

    [Fact]
    public async Task AFileThatDeclaresATransferredRepository_FailsForEachSecret_AndWritesNothing()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.RenameRepository("acme/app", "globex/app");

        ComparedFile compared = await run.CompareAsync(Two);

        Assert.Empty(compared.Items);
        Assert.Equal(["RepositoryMoved A in repository acme/app", "RepositoryMoved B in repository acme/app"], compared.Failures.Select(failure => $"{failure.Error.Id} {failure.Target}"));
    }

    [Fact]
    public async Task AnOrganizationThatWasRenamed_KeepsItsSecrets()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.RenameOrganization("acme", "globex");

        ComparedFile compared = await run.CompareAsync(Two.Replace("acme", "globex", StringComparison.Ordinal));

        Assert.Equal(["Update A in repository globex/app", "Update B in repository globex/app"], compared.Items.Select(secret => $"{secret.Planned} {secret}"));
        Assert.StartsWith("acme/app is now globex/app.", Assert.Single(compared.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepositoryThatAFileReachesByTwoNames_IsAMistakeOfTheFile()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.RenameRepository("acme/app", "acme/new");

        ComparedFile compared = await run.CompareAsync("""
            secrets:
              - { name: A, repositories: [acme/new], value: { env: OTHER } }
              - { name: B, repositories: [acme/app], value: { env: OTHER } }
            """);

        Assert.Equal(
            "Line 3, column 5: acme/new (line 2) and acme/app (line 3) are one repository, which is now acme/new. Use that name alone.",
            Assert.Single(compared.Problems).ToString());
        Assert.Empty(compared.Items);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ARepositoryThatSlippedBetweenTwoPages_IsDeclaredAllTheSame(int seed)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        string[] names = [.. Enumerable.Range(1, 230).Select(number => run.Server.State.AddRepository("acme", $"r{number:D3}").FullName)];
        const string Yaml = "secrets:\n  - { name: A, repositories: [\"acme/r*\"], value: { env: OTHER } }";
        run.Server.State.SetSecret("repos/acme/r001/actions", "A", "by hand");
        await SyncFastAsync(run, Yaml);
        string gone = names[new Random(seed).Next(90)];
        run.Server.State.Interventions.Before("GET", "repos.*page=2", () => run.Server.State.RemoveRepository(gone));

        ComparedFile compared = await run.CompareAsync(Yaml);

        Assert.Equal(0, run.Server.State.Interventions.Count);
        Assert.Empty(compared.Removals);
        Assert.Equal(names.Where(name => name != gone), compared.Items.Select(secret => secret.Repository!).Order(StringComparer.Ordinal));
    }

    // As if it had been written at leisure: what a sync writes is paced to GitHub's limits.
    private static async Task SyncFastAsync(SyncedFile run, string yaml)
    {
        ComparedFile compared = await run.CompareAsync(yaml);
        foreach (SecretComparison secret in compared.Writes)
        {
            run.Server.State.SetSecret($"repos/{secret.Repository}/actions", secret.Name, "other");
            LedgerEntry entry = new()
            {
                Owner = "../secrets.yaml",
                UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(run.Server.Find(secret.Scope, secret.Name)!.UpdatedAt.ToUnixTimeSeconds()),
            };
            await run.ReadLedger().For(secret.Scope).RecordAsync(secret.Name, entry, default);
        }
    }
}
