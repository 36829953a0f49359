using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>The variables of a declared file are compared by their values, and removed only by what the ledger knows.</summary>
public sealed class VariableSyncTests
{
    private const string AtApp = "repos/acme/app/actions";
    private const string Nothing = "variables: []";

    private const string Two = """
        variables:
          - { name: REGION, repositories: [acme/app], value: eu-west-1 }
          - { name: LEVEL, repositories: [acme/app], value: info }
        """;

    private const string BothKinds = """
        secrets:
          - { name: TOKEN, repositories: ["acme/*"], value: { env: TOKEN } }
        variables:
          - { name: TOKEN, repositories: ["acme/*"], value: a name }
          - { name: REGION, organization: acme, selectedRepositories: [app], value: eu-west-1 }
          - { name: REGION, repositories: [acme/app], environments: [prod], value: eu-west-1 }
        """;

    [Fact]
    public async Task OneName_IsASecretAndAVariable_AndASecondRunWritesNothing()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();

        IReadOnlyList<ItemChange> changes = await run.SyncAsync(BothKinds);
        run.Server.State.Requests.Clear();
        ComparedFile compared = await run.CompareAsync(BothKinds);

        Assert.Equal(6, changes.Count);
        Assert.All(changes, change => Assert.Equal("Created", change.Action));
        Assert.Equal(["Secret", "Secret", "Variable", "Variable", "Variable", "Variable"], changes.Select(change => change.Kind));
        Assert.Equal("a name", run.Server.Find(AcmeServer.RepositoryVariables, "TOKEN")!.Text);
        Assert.Equal(Marked.Value, run.Server.Find(AcmeServer.Repository, "TOKEN")!.Text);
        Assert.Equal("selected", run.Server.Find(AcmeServer.OrganizationVariables, "REGION")!.Visibility);
        Assert.All(compared.Items, item => Assert.Equal(PlannedAction.Unchanged, item.Planned));
        Assert.Equal(6, compared.Items.Count);

        // The repositories, and a list for each of six scopes.
        Assert.Equal(7, run.Server.Requests.Length);
        Assert.All(run.Server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsThereAlready_IsUnchanged_WithoutALedgerAndWithoutAKey()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.SetVariable(AtApp, "REGION", "eu-west-1");
        run.Server.State.SetVariable(AtApp, "LEVEL", "debug");

        ComparedFile compared = await run.CompareAsync(Two, withKey: false, force: true);

        Assert.Equal(
            ["Unchanged REGION: it is as declared", "Update LEVEL: its value is 'debug', and the file declares 'info'"],
            compared.Items.Select(item => $"{item.Action} {item.Name}: {item.Reason}"));
    }

    [Fact]
    public async Task AnUpdate_IsOneWriteOfTheValue_AndNobodysAccessChanges()
    {
        const string Declared = "variables: [{ name: REGION, organization: acme, value: VALUE }]";
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.SetVariable("orgs/acme/actions", "REGION", "eu-west-1", "selected", "acme/app", "acme/lib");
        run.Server.State.Requests.Clear();

        Assert.Equal("Updated variable REGION in organization acme", $"{Assert.Single(await run.SyncAsync(Declared))}");

        string path = $"/{AcmeServer.OrganizationVariables.Path}";
        Assert.Equal([$"GET {path}?per_page=30", $"PATCH {path}/REGION", $"GET {path}?per_page=30"], run.Server.Requests);
        StoredSecret stored = run.Server.Find(AcmeServer.OrganizationVariables, "REGION")!;
        Assert.Equal(("VALUE", "selected", 2), (stored.Text, stored.Visibility, stored.SelectedRepositoryIds.Count));
    }

    [Fact]
    public async Task FiveHundred_CostTheirList_AndAWriteForEachThatDiffers()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.Server.SeedAsync(AcmeServer.RepositoryVariables, 490);
        string yaml = "variables:\n" + string.Concat(Enumerable.Range(1, 10).Select(number => $"  - {{ name: NEW_{number}, repositories: [acme/app], value: \"{number}\" }}\n"));

        Assert.Equal(10, (await run.SyncAsync(yaml)).Count);

        Assert.Equal(10, run.Server.Requests.Count(request => request.StartsWith("POST ", StringComparison.Ordinal)));
        Assert.Equal(34, run.Server.Requests.Count(request => request.StartsWith("GET ", StringComparison.Ordinal)));
        Assert.Equal(44, run.Server.Requests.Length);
    }

    [Fact]
    public async Task WhatSomebodyChanged_IsDrifted_AndWrittenAgain()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.SetVariable(AtApp, "REGION", "us-east-1");

        SecretComparison drifted = (await run.CompareAsync(Two)).Items[0];
        await run.SyncAsync(Two);

        Assert.Equal(PlannedAction.Drifted, drifted.Planned);
        Assert.Matches("^it was changed on .* UTC, after the last sync wrote it: its value is 'us-east-1', and the file declares 'eu-west-1'$", drifted.Reason);
        Assert.Equal("eu-west-1", run.Server.Find(AcmeServer.RepositoryVariables, "REGION")!.Text);
        Assert.Equal(["Unchanged variable REGION in repository acme/app", "Unchanged variable LEVEL in repository acme/app"], await run.PlanAsync(Two));
    }

    [Fact]
    public async Task AnAccessThatSomebodyChanged_IsSetAgain()
    {
        const string Declared = "variables: [{ name: REGION, organization: acme, selectedRepositories: [app], value: x }]";
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Declared);
        run.Server.State.SetVariable("orgs/acme/actions", "REGION", "x", "selected", "acme/app", "acme/lib");

        SecretComparison widened = Assert.Single((await run.CompareAsync(Declared)).Items);
        await run.SyncAsync(Declared);

        Assert.Equal((PlannedAction.Access, "its selected repositories hold acme/lib, which the file does not declare"), (widened.Planned, widened.Reason));
        Assert.Equal([run.Server.App.Id], run.Server.Find(AcmeServer.OrganizationVariables, "REGION")!.SelectedRepositoryIds);
        Assert.Equal(["Unchanged variable REGION in organization acme"], await run.PlanAsync(Declared));
    }

    [Fact]
    public async Task AnAccessThatIsSet_BringsTheValueWithIt_SinceSomebodyMayHaveChangedItMeanwhile()
    {
        const string Declared = "variables: [{ name: REGION, organization: acme, value: mine }]";
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Declared);
        run.Server.State.Interventions.Before("PATCH", "/REGION$", () => run.Server.State.SetVariable("orgs/acme/actions", "REGION", "theirs", "private"));

        await run.SyncAsync(Declared.Replace("value:", "visibility: all, value:", StringComparison.Ordinal));

        StoredSecret stored = run.Server.Find(AcmeServer.OrganizationVariables, "REGION")!;
        Assert.Equal(("mine", "all"), (stored.Text, stored.Visibility));
    }

    [Fact]
    public async Task ARemoval_CostsTwoReadsMore()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        Assert.Equal(["Removed variable LEVEL in repository acme/app", "Removed variable REGION in repository acme/app"], await run.PruneAsync(Nothing, run.Server.State.Requests.Clear));
        Assert.Equal(
            [
                "GET /repos/acme/app", $"GET /{AtApp}/variables/LEVEL", $"DELETE /{AtApp}/variables/LEVEL",
                "GET /repos/acme/app", $"GET /{AtApp}/variables/REGION", $"DELETE /{AtApp}/variables/REGION",
            ],
            run.Server.Requests);
        Assert.Empty(run.ReadLedger().Scopes);
    }

    [Theory]
    [InlineData("secrets: []")]
    [InlineData("secrets: [{ name: REGION, repositories: [acme/app], value: { env: TOKEN } }]")]
    public async Task AFileThatSaysNothingOfVariables_RemovesItsOwn(string yaml)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        Assert.Equal(["Removed variable LEVEL in repository acme/app", "Removed variable REGION in repository acme/app"], (await run.SyncAsync(yaml, prune: true)).Where(change => change.Action == "Removed").Select(change => $"{change}"));
    }

    [Fact]
    public async Task WhatNoSyncWrote_Stays_AlsoWhereItIsAsDeclared()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        run.Server.State.SetVariable(AtApp, "REGION", "eu-west-1");
        run.Server.State.SetVariable(AtApp, "THEIRS", "x");
        await run.SyncAsync(Two);

        Assert.Equal(["Removed variable LEVEL in repository acme/app"], (await run.SyncAsync(Nothing, prune: true)).Select(change => $"{change}"));
        Assert.Equal(["Create variable LEVEL in repository acme/app", "Unchanged variable REGION in repository acme/app", "Unowned variable THEIRS in repository acme/app"], (await run.PlanAsync(Two)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-west-1")]
    public async Task WhatSomebodyWroteSince_IsTheirs_WhateverItsValue(string byHand)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.SetVariable(AtApp, "REGION", byHand);

        if (byHand == "eu-west-1")
        {
            // Found as declared, and so not written: it stays theirs.
            Assert.Empty(await run.SyncAsync(Two));
        }

        Assert.Equal(["Removed variable LEVEL in repository acme/app"], (await run.SyncAsync(Nothing, prune: true)).Select(change => $"{change}"));
        Assert.Equal(byHand, run.Server.Find(AcmeServer.RepositoryVariables, "REGION")!.Text);
    }

    [Theory]
    [InlineData("/repos/acme/app$")]
    [InlineData("/variables/REGION$")]
    public async Task WhatAPersonSetsMeanwhile_Stays_AndTheOthersGo(string before)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);

        string[] outcomes = await run.PruneAsync(Nothing, () => run.Server.State.Interventions.Before("GET", before, () => run.Server.State.SetVariable(AtApp, "REGION", "by hand")));

        Assert.Equal("Removed variable LEVEL in repository acme/app", outcomes[0]);
        Assert.StartsWith("Drifted variable REGION in repository acme/app: It stays: somebody changed it on ", outcomes[1], StringComparison.Ordinal);
        Assert.Equal("by hand", run.Server.Find(AcmeServer.RepositoryVariables, "REGION")!.Text);
    }

    [Fact]
    public async Task WhatAPersonCreatesMeanwhile_IsUpdated_AndWhatTheySetAsDeclaredIsLeft()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        using DeclaredFile declared = Declared.Yaml(Two);
        SecretSync sync = run.Begin();
        ComparedFile compared = await sync.CompareAsync(declared.Items, null, false, CancellationToken.None);
        run.Server.State.SetVariable(AtApp, "REGION", "by hand");

        ItemChange region = await sync.WriteAsync(compared.Items[0], null, CancellationToken.None);

        Assert.Equal("Updated variable REGION in repository acme/app", $"{region}");
        Assert.Equal("eu-west-1", run.Server.Find(AcmeServer.RepositoryVariables, "REGION")!.Text);
    }

    [Theory]
    [InlineData("acme/app", "acme/new", false)]
    [InlineData("acme/app", "globex/app", true)]
    public async Task ARepositoryThatMoved_IsFollowedWithinItsOwner(string from, string to, bool isRefused)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(Two);
        run.Server.State.RenameRepository(from, to);

        string changed = Two.Replace("info", "debug", StringComparison.Ordinal);
        ComparedFile compared = await run.CompareAsync(changed);
        IReadOnlyList<ItemChange> changes = await run.SyncAsync(changed, prune: true);

        string level = run.Server.State.FindVariables($"repos/{to}/actions")!.Find("LEVEL")!.Text!;
        if (isRefused)
        {
            Assert.All(compared.Failures, failure => Assert.Equal(ErrorId.RepositoryMoved, failure.Error.Id));
            Assert.Equal((2, 0, "info"), (compared.Failures.Count, changes.Count, level));
        }
        else
        {
            Assert.Equal(["Updated variable LEVEL in repository acme/new"], changes.Select(change => $"{change}"));
            Assert.Equal("debug", level);
            Assert.Equal("acme/new", Assert.Single(run.ReadLedger().Scopes).Repository);
        }

        Assert.Empty(run.Server.State.Removed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ThroughEveryKindOfFault_ALedgerIsTrueForAllThatWasWritten(int seed)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        string yaml = "variables:\n" + string.Concat(Enumerable.Range(1, 30).Select(number => $"  - {{ name: VARIABLE_{number}, repositories: [\"acme/*\"], value: value {number} }}\n"));
        run.Server.State.Faults.Set(new FaultOptions { Seed = seed, Rate = 0.2, Kinds = [FaultKind.ResetAfter, FaultKind.ResetBefore, FaultKind.CutBody] });

        IReadOnlyList<ItemChange> changes = await run.SyncAsync(yaml);

        Assert.Equal(60, changes.Count);
        Assert.All(changes, change => Assert.Equal("Created", change.Action));
        run.Server.State.Faults.Set(new FaultOptions());
        Assert.Empty(await run.SyncAsync(yaml));
        Assert.Equal(60, (await run.SyncAsync(Nothing, prune: true)).Count);
    }

    [Fact]
    public async Task ALedgersFile_HoldsNoValue()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(BothKinds);

        string[] texts = [.. Directory.GetFiles(run.LedgerFolder, "variables~*", SearchOption.AllDirectories).Select(File.ReadAllText)];

        Assert.Equal(4, texts.Length);
        Assert.All(texts, text => Assert.DoesNotContain("eu-west-1", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("a name", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("fingerprint", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnUnreadableList_FailsItsVariablesAlone_AndIsNeverTakenForAnEmptyOne()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(BothKinds);
        run.Server.State.RemoveRepository("acme/lib");

        string here = BothKinds.Replace("\"acme/*\"", "acme/app, acme/lib", StringComparison.Ordinal);
        ComparedFile compared = await run.CompareAsync(here);

        Assert.Equal(["RepositoryNotFound TOKEN in repository acme/lib", "RepositoryNotFound variable TOKEN in repository acme/lib"], compared.Failures.Select(failure => $"{failure.Error.Id} {failure.Target}"));
        Assert.Equal(4, compared.Items.Count);
        Assert.Empty(compared.Removals);
    }
}
