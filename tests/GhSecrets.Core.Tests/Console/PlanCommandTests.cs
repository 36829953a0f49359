using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets plan</c>: what <c>apply</c> would do, and whether there is anything to do.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private const string Declared = """
        secrets:
          - name: DEPLOY_TOKEN
            organization: acme
            value: { env: TOKEN }
          - name: NPM_TOKEN
            repositories: [acme/app]
            value: { env: TOKEN }
        """;

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_TellsWhatDiffers_AndChangesNothing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Repository);
        string file = _folder.Write("secrets.yaml", Declared);

        ConsoleRun run = await PlanAsync(server, file);

        Assert.Equal((2, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "Create  DEPLOY_TOKEN in organization acme: it is not there",
                "Create  NPM_TOKEN in repository acme/app: it is not there",
                "Unowned SECRET_0001 in repository acme/app: the file does not declare it, and no sync wrote it",
                "2 Create, 1 Unowned.",
            ],
            run.Lines);
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        Assert.Empty(_folder.LedgerFiles("secrets.yaml.ledger"));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task ALimitOfRemovals_WithoutTheirOption_IsWarnedOfOnce(string command)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);

        ConsoleRun alone = await _folder.RunAsync(server.BaseUri, command, file, "--maximum-remove", "3");
        ConsoleRun both = await _folder.RunAsync(server.BaseUri, command, file, "--maximum-remove", "3", "--prune");

        Assert.Single(alone.Warnings, line => line.Contains("--maximum-remove has no effect without --prune: nothing is removed.", StringComparison.Ordinal));
        Assert.DoesNotContain("--maximum-remove", both.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets.yaml", "secrets:\n- { name: A, repositories: \"https://git.example.com/acme/app\", value: { env: TOKEN } }")]
    [InlineData("secrets.csv", "Name,Repository,Value\nA,git@git.example.com:acme/app.git,x\n")]
    public async Task ARepositoryAtAnotherHost_IsRefused_AndNothingIsSent(string name, string content)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await _folder.RunAsync(server.BaseUri, "apply", _folder.Write(name, content));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"is at git.example.com, and the session is for {server.BaseUri.Authority}.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Plan_AfterApply_HasNothingToDo_UntilSomebodyElseWrites()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);
        await _folder.RunAsync(server.BaseUri, "apply", file);

        ConsoleRun unchanged = await PlanAsync(server, file);
        await DriftAsync(server);
        ConsoleRun drifted = await PlanAsync(server, file);

        Assert.Equal((0, "2 Unchanged.\n", ""), (unchanged.ExitCode, unchanged.Output, unchanged.Errors));
        Assert.Equal((2, 2), (drifted.ExitCode, drifted.Lines.Length));
        Assert.Matches("^Drifted NPM_TOKEN in repository acme/app: it was changed on .* UTC, after the last sync wrote it$", drifted.Lines[0]);
        Assert.Equal("1 Unchanged, 1 Drifted.", drifted.Lines[1]);
    }

    [Fact]
    public async Task Force_CountsAllAsChanged()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);
        await _folder.RunAsync(server.BaseUri, "apply", file);

        ConsoleRun run = await PlanAsync(server, file, "--force");

        Assert.Equal((2, "2 Update."), (run.ExitCode, run.Lines[^1]));
    }

    [Fact]
    public async Task WhatIsNoLongerDeclared_CountsOnlyWithPrune_AndNoMoreThanAllowed()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);
        await _folder.RunAsync(server.BaseUri, "apply", file);
        _folder.Write("secrets.yaml", "secrets: []");

        ConsoleRun kept = await PlanAsync(server, file);
        ConsoleRun pruned = await PlanAsync(server, file, "--prune");
        ConsoleRun refused = await PlanAsync(server, file, "--prune", "--maximum-remove", "1");

        Assert.Equal((0, "2 Remove (only with --prune)."), (kept.ExitCode, kept.Lines[^1]));
        Assert.Equal((2, "2 Remove."), (pruned.ExitCode, pruned.Lines[^1]));
        Assert.Equal((1, "2 Remove."), (refused.ExitCode, refused.Lines[^1]));
        Assert.EndsWith(" [TooManyRemovals]", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScopeThatCannotBeRead_Fails_AlthoughThereIsSomethingToDo()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared.Replace("acme/app", "acme/app, acme/none", StringComparison.Ordinal));

        ConsoleRun run = await PlanAsync(server, file);

        Assert.Equal((1, "2 Create, 1 failed."), (run.ExitCode, run.Lines[^1]));
        string error = Assert.Single(run.ErrorLines);
        Assert.StartsWith("NPM_TOKEN in repository acme/none: ", error, StringComparison.Ordinal);
        Assert.EndsWith(" [RepositoryNotFound]", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutALedgerKey_ThatIsToldOnce_AndAllIsToBeWritten()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);
        await _folder.RunAsync(server.BaseUri, "apply", file);
        _folder.Variables.Remove("GHSECRETS_LEDGER_KEY");

        ConsoleRun run = await PlanAsync(server, file);

        Assert.Equal((2, "2 Update."), (run.ExitCode, run.Lines[^1]));
        Assert.StartsWith("There is no ledger key", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GHSECRETS_LEDGER_KEY", "short", "[InvalidArgument]")]
    [InlineData("GITHUB_TOKEN", null, "[NotSignedIn]")]
    public async Task AVariableThatIsOfNoUse_IsTold_AndNothingIsSent(string variable, string? value, string id)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables[variable] = value;

        ConsoleRun run = await PlanAsync(server, _folder.Write("secrets.yaml", Declared));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(id, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task WhatTheFileWarnsOf_AndAPatternWithoutAMatch_AreTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", "secrets:\n- { name: REGION, organization: acme, value: { text: eu-west-1 } }\n- { name: A, repositories: [\"acme/none-*\"], value: { env: TOKEN } }");

        ConsoleRun run = await PlanAsync(server, file);

        Assert.Equal((2, 0, 2), (run.ExitCode, run.ErrorLines.Length, run.Warnings.Length));
        Assert.StartsWith("secrets.yaml: Line 2, column 54: The value stands in the file as plain text", run.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("secrets.yaml: Line 3: no repository matches the patterns of A.", run.Warnings[1]);
    }

    [Fact]
    public async Task Json_HoldsEverySecret_AndEachFailure()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", Declared);
        await _folder.RunAsync(server.BaseUri, "apply", file);
        _folder.Write("secrets.yaml", Declared + "\n  - name: A\n    application: dependabot\n    repositories: [acme/none]\n    value: { env: TOKEN }\n  - name: B\n    repositories: [acme/app]\n    environments: [prod]\n    value: { env: TOKEN }\n");

        ConsoleRun run = await PlanAsync(server, file, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ["Failed A repository acme/none (Dependabot)", "Unchanged DEPLOY_TOKEN organization acme", "Unchanged NPM_TOKEN repository acme/app", "Create B environment 'prod' of acme/app"],
            run.Objects.Select(one => $"{one["action"]} {one["name"]} {one["place"]}"));
        Assert.Equal("RepositoryNotFound", (string?)run.Objects[0]["error"]);
        Assert.Equal(
            ("Actions", "acme", null, null, null, "it is as declared", 2, null),
            ((string?)run.Objects[1]["application"], (string?)run.Objects[1]["organization"], (string?)run.Objects[1]["repository"], (string?)run.Objects[1]["environment"], (string?)run.Objects[1]["user"], (string?)run.Objects[1]["reason"], (int?)run.Objects[1]["line"], (string?)run.Objects[1]["error"]));
        Assert.Equal($"{server.Find(AcmeServer.Organization, "DEPLOY_TOKEN")!.UpdatedAt:s}+00:00", (string?)run.Objects[1]["updatedAt"]);
        Assert.Equal(("acme/app", "prod"), ((string?)run.Objects[3]["repository"], (string?)run.Objects[3]["environment"]));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task Json_IsValid_AndAlone_WhenTheFileIsWrong(string command)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", "secrets:\n- { name: 1A, organization: acme, value: { env: TOKEN } }");

        ConsoleRun run = await _folder.RunAsync(server.BaseUri, command, file, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("Failed", 2, "InvalidSecretName"), ((string?)run.Objects.Single()["action"], (int?)run.Objects[0]["line"], (string?)run.Objects[0]["error"]));
        Assert.StartsWith("secrets.yaml: Line 2, column 11: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HoldsNoCommandOfARunner()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddRepository("acme", "app-2", environments: ["##vso[task.complete result=Failed]"]);
        string file = _folder.Write("secrets.yaml", "secrets:\n- { name: A, repositories: [acme/app-2], environments: ['##vso[task.complete result=Failed]'], value: { env: TOKEN } }");

        ConsoleRun json = await PlanAsync(server, file, "--json");
        ConsoleRun lines = await PlanAsync(server, file);

        Assert.DoesNotContain("##vso[", json.Output + lines.Output, StringComparison.Ordinal);
        Assert.Equal("##vso[task.complete result=Failed]", (string?)Assert.Single(json.Objects)["environment"]);
    }

    [Theory]
    [InlineData("--ledger-key", "x")]
    [InlineData("--slice", "0")]
    [InlineData("--maximum-remove", "-1")]
    public async Task AnOptionThatIsNone_IsRefused_WithoutHelpOnTheOutput(string option, string value)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await PlanAsync(server, _folder.Write("secrets.yaml", Declared), "--json", option, value);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(option, run.Errors, StringComparison.Ordinal);
    }

    private Task<ConsoleRun> PlanAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["plan", file, .. options]);

    private static async Task DriftAsync(AcmeServer server)
    {
        using GhSession session = server.Open();
        using SecretAssignment assignment = Assign.Value(AcmeServer.Repository, "NPM_TOKEN", "by hand");
        await new SecretStore(session).SetAsync(assignment, default);
    }
}
