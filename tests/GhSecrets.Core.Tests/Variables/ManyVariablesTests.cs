using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Many variables at once: what they cost, and what becomes of them where answers are lost.</summary>
public sealed class ManyVariablesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task FiveHundred_CostTheirList_AndAWriteForEachThatDiffers(int changed)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.RepositoryVariables, 500);
        using GhSession session = server.Open(clock: new ManualClock());
        VariableStore store = new(session) { ReadsLists = true };

        IReadOnlyList<VariableChange> changes = await store.SetAsync(session, Variables(500, number => number <= changed ? "new" : null));

        Assert.Equal(17, Count(server, "GET"));
        Assert.Equal(changed, Count(server, "PATCH"));
        Assert.Equal(17 + changed, server.Requests.Length);
        Assert.Equal(changed, changes.Count(change => change.Action == "Updated"));
        Assert.Equal(500 - changed, changes.Count(change => change is { Action: "Unchanged", Attempts: 0 }));
    }

    [Fact]
    public async Task AListThatIsOlderThanFiveSeconds_ProvesNothing_ButSaysWhatDiffers()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.RepositoryVariables, 3);
        using GhSession session = server.Open(clock: clock);
        VariableStore store = new(session) { ReadsLists = true };
        await SetAsync(store, "VARIABLE_0001", Seeded(1));
        server.State.SetVariable("repos/acme/app/actions", "VARIABLE_0002", "by hand");
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("Updated", (await SetAsync(store, "VARIABLE_0002", Seeded(2))).Action);
        Assert.Equal("Updated", (await SetAsync(store, "VARIABLE_0003", "new")).Action);
        Assert.Equal("Created", (await SetAsync(store, "VARIABLE_0004", "new")).Action);

        string path = $"/{AcmeServer.RepositoryVariables.Path}";
        Assert.Equal(
            [$"GET {path}?per_page=30", $"GET {path}/VARIABLE_0002", $"PATCH {path}/VARIABLE_0002", $"PATCH {path}/VARIABLE_0003", $"POST {path}"],
            server.Requests);
    }

    [Fact]
    public async Task WhatTheRunItselfHasWritten_IsReadAgain()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.SetVariable("repos/acme/app/actions", "A", "1");
        using GhSession session = server.Open();
        VariableStore store = new(session) { ReadsLists = true };

        string[] done = [.. (await store.SetAsync(session, Enumerable.Range(1, 3).Select(number => number == 1 ? "2" : "1").Select(value => new VariableAssignment(AcmeServer.RepositoryVariables, "A", value)))).Select(change => change.Action)];

        Assert.Equal(["Updated", "Updated", "Unchanged"], done);
        Assert.Equal("1", server.Find(AcmeServer.RepositoryVariables, "A")!.Text);
    }

    [Fact]
    public async Task AListThatCannotBeRead_IsNoObstacle()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.SetVariable("repos/acme/app/actions", "A", "1");
        server.State.UnlistedCount = 5;
        using GhSession session = server.Open();
        VariableStore store = new(session) { ReadsLists = true };

        Assert.Equal("Unchanged", (await SetAsync(store, "A", "1")).Action);
        Assert.Equal("Created", (await SetAsync(store, "B", "1")).Action);
        await Refused.WithAsync(ErrorId.IncompleteList, () => store.GetAllAsync(AcmeServer.RepositoryVariables, default));
    }

    [Theory]
    [InlineData(ScopeKind.Repository, true)]
    [InlineData(ScopeKind.Repository, false)]
    [InlineData(ScopeKind.Organization, true)]
    public async Task ThreeHundredNewOnes_OfWhichEverySeventhAnswerIsLost_AreCreatedAndRight(ScopeKind kind, bool readsLists)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope scope = AcmeServer.Scope(kind, SecretApplication.Actions, items: ItemKind.Variable);
        using GhSession session = Patient(server);
        server.State.Faults.Set(new FaultOptions { LostReplies = new LostReplies("POST", 7) });

        IReadOnlyList<VariableChange> changes = await new VariableStore(session) { ReadsLists = readsLists }
            .SetAsync(session, Variables(300, number => $"value {number}", scope));

        Assert.Equal(300, changes.Count(change => change.Action == "Created"));
        Assert.All(Enumerable.Range(1, 300), number => Assert.Equal($"value {number}", server.Find(scope, $"VARIABLE_{number:D4}")!.Text));

        // Some of the lost answers are those to a repeated POST, which is refused: how many depends on what runs at once.
        Assert.InRange(Count(server, "PATCH"), 1, 60);
    }

    [Fact]
    public async Task ThreeHundredRenames_OfWhichEverySeventhAnswerIsLost_AreRenamed_AndNothingIsCreated()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope scope = AcmeServer.RepositoryVariables;
        await server.SeedAsync(scope, 300);
        using GhSession session = Patient(server);
        VariableStore store = new(session);
        server.State.Faults.Set(new FaultOptions { LostReplies = new LostReplies("PATCH", 7) });

        IReadOnlyList<VariableChange> changes = await SetVariables.RunAsync(session, Enumerable.Range(1, 300).Select(
            number => (scope, $"{number}", new Func<CancellationToken, Task<VariableChange>>(
                stop => store.RenameAsync(scope, $"VARIABLE_{number:D4}", $"RENAMED_{number:D4}", stop)))));

        Assert.Equal(300, changes.Count(change => change.Action == "Renamed"));
        Assert.Equal(
            Enumerable.Range(1, 300).Select(number => ($"RENAMED_{number:D4}", Seeded(number))),
            server.State.FindVariables("repos/acme/app/actions")!.Secrets.Select(variable => (variable.Name, variable.Text!)));
        Assert.Equal(0, Count(server, "POST"));
        Assert.InRange(Count(server, "PATCH"), 301, 360);
    }

    [Fact]
    public async Task ARenamingThatIsRepeatedInVain_IsNotFound_AndCreatesNothing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.SetVariable("repos/acme/app/actions", "A", "1");
        using GhSession session = Patient(server);
        server.State.Faults.Set(new FaultOptions { LostReplies = new LostReplies("PATCH", 1) });
        server.State.Interventions.Before("PATCH", "/A$", server.State.Faults.Clear, skip: 1);
        server.State.Interventions.Before("PATCH", "/A$", () => server.State.RemoveVariable("repos/acme/app/actions", "B"), skip: 1);

        await Refused.WithAsync(
            ErrorId.VariableNotFound,
            () => new VariableStore(session).RenameAsync(AcmeServer.RepositoryVariables, "A", "B", default));

        Assert.Empty(server.State.FindVariables("repos/acme/app/actions")!.Secrets);
        Assert.Equal(0, Count(server, "POST"));
    }

    [Fact]
    public async Task ToOneRepository_FourWritesGoAtATime()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();

        Assert.Equal(4, session.WriteLane(AcmeServer.RepositoryVariables)!.CurrentCount);
        Assert.Equal(4, session.WriteLane(AcmeServer.EnvironmentVariables)!.CurrentCount);
        Assert.Null(session.WriteLane(AcmeServer.OrganizationVariables));
    }

    private static GhSession Patient(AcmeServer server) => server.Open(clock: new HastyClock());

    private static string Seeded(int number) => $"value of VARIABLE_{number:D4}";

    private static IEnumerable<VariableAssignment> Variables(int count, Func<int, string?> value, SecretScope? scope = null) =>
        Enumerable.Range(1, count).Select(number => new VariableAssignment(
            scope ?? AcmeServer.RepositoryVariables,
            $"VARIABLE_{number:D4}",
            value(number) ?? Seeded(number)));

    private static Task<VariableChange> SetAsync(VariableStore store, string name, string value) =>
        store.SetAsync(new VariableAssignment(AcmeServer.RepositoryVariables, name, value), default);

    private static int Count(AcmeServer server, string method) =>
        server.Requests.Count(request => request.StartsWith(method + " ", StringComparison.Ordinal));
}
