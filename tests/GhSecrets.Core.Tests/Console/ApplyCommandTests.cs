using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c>: what a file declares comes to be, and a failing secret stops no other.</summary>
public sealed class ApplyCommandTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Apply_WritesWhatDiffers_AndOnlyThat()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, organization: acme, selectedRepositories: [app], value: { env: TOKEN } }", "{ name: B, repositories: [\"acme/*\"], value: { env: TOKEN } }");

        ConsoleRun first = await ApplyAsync(server, file);
        server.State.Requests.Clear();
        ConsoleRun second = await ApplyAsync(server, file);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(["Created A in organization acme", "Created B in repository acme/app", "Created B in repository acme/lib", "3 Created."], first.Lines);
        Assert.Equal((Marked.Value, "selected"), (server.Find(AcmeServer.Organization, "A")?.Text, server.Find(AcmeServer.Organization, "A")?.Visibility));
        Assert.Equal((0, "3 Unchanged.\n", ""), (second.ExitCode, second.Output, second.Errors));
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PUT ", StringComparison.Ordinal));
        Assert.Equal(3, _folder.LedgerFiles("secrets.yaml.ledger").Length);
    }

    [Fact]
    public async Task AFailingSecret_StopsNoOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Repository, count: 100);
        string file = _folder.Declare(
            "{ name: FIRST, organization: acme, value: { env: TOKEN } }",
            "{ name: ONE_TOO_MANY, repositories: [acme/app], value: { env: TOKEN } }",
            "{ name: NO_REPOSITORY, repositories: [acme/none], value: { env: TOKEN } }",
            "{ name: NO_ENVIRONMENT, repositories: [acme/app], environments: [none], value: { env: TOKEN } }",
            "{ name: LAST, repositories: [acme/app], environments: [prod], value: { env: TOKEN } }");

        ConsoleRun run = await ApplyAsync(server, file);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Created FIRST in organization acme", "Created LAST in environment 'prod' of acme/app", "2 Created, 100 Unowned, 3 failed."], run.Lines);
        Assert.Equal(
            [
                "NO_ENVIRONMENT in environment 'none' of acme/app [EnvironmentNotFound]",
                "NO_REPOSITORY in repository acme/none [RepositoryNotFound]",
                "ONE_TOO_MANY in repository acme/app [TooManySecrets]",
            ],
            run.ErrorLines.Select(TargetAndId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Json_HoldsTheChanges_AndTheErrors()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, repositories: [acme/none, acme/lib], value: { env: TOKEN } }");

        ConsoleRun run = await ApplyAsync(server, file, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Failed A repository acme/none", "Created A repository acme/lib"], run.Objects.Select(one => $"{one["action"]} {one["name"]} {one["place"]}"));
        Assert.Equal(("RepositoryNotFound", null), ((string?)run.Objects[0]["error"], (string?)run.Objects[1]["error"]));
        Assert.Equal(("it is not there", 2), ((string?)run.Objects[1]["reason"], (int?)run.Objects[1]["line"]));
        Assert.EndsWith(" [RepositoryNotFound]", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_IsWrittenAgain_AndForceWritesAll()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, repositories: [acme/app], value: { env: TOKEN } }", "{ name: B, organization: acme, value: { env: TOKEN } }");
        await ApplyAsync(server, file);
        using (GhSession session = server.Open())
        using (SecretAssignment byHand = Assign.Value(AcmeServer.Repository, "A", "by hand"))
        {
            await new SecretStore(session).SetAsync(byHand, default);
        }

        ConsoleRun drifted = await ApplyAsync(server, file);
        ConsoleRun forced = await ApplyAsync(server, file, "--force");

        Assert.Equal((0, "Updated A in repository acme/app\n1 Updated, 1 Unchanged.\n"), (drifted.ExitCode, drifted.Output));
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")?.Text);
        Assert.Equal((0, "2 Updated."), (forced.ExitCode, forced.Lines[^1]));
    }

    [Fact]
    public async Task TheLedger_LiesWhereItIsTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }");

        ConsoleRun first = await ApplyAsync(server, file, "--ledger", "kept/ledger");
        ConsoleRun second = await ApplyAsync(server, file, "--ledger", "kept/ledger");

        Assert.Equal(("1 Created.", "1 Unchanged."), (first.Lines[^1], second.Lines[^1]));
        Assert.Single(_folder.LedgerFiles("kept/ledger"));
        Assert.Empty(_folder.LedgerFiles("secrets.yaml.ledger"));
    }

    [Theory]
    [InlineData("TF_BUILD", "##vso[task.setsecret]")]
    [InlineData("GITHUB_ACTIONS", "::add-mask::")]
    public async Task RegisterMask_TellsTheRunnerEachValue_BeforeAllElse_AndNotOnTheOutput(string variable, string command)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables[variable] = "true";
        string file = _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }", "{ name: B, organization: acme, value: { text: changeme } }");

        ConsoleRun asked = await ApplyAsync(server, file, "--register-mask", "--json");
        ConsoleRun silent = await ApplyAsync(server, file);

        Assert.Equal([command + Marked.Value, command + "changeme"], asked.Errors.Split('\n')[..2]);
        Assert.Equal(2, asked.Objects.Length);
        Assert.DoesNotContain(command, silent.Errors + silent.Output, StringComparison.Ordinal);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);

    /// <summary>Shortens <c>A in organization acme: What is wrong. [Id]</c> to the target and the id.</summary>
    private static string TargetAndId(string error) => error[..error.IndexOf(": ", StringComparison.Ordinal)] + error[error.LastIndexOf(" [", StringComparison.Ordinal)..];
}
