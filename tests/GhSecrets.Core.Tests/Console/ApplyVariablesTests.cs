using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets</c> over a file of both kinds: what it shows says which is a variable.</summary>
public sealed class ApplyVariablesTests : IDisposable
{
    private const string AtApp = "repos/acme/app/actions";

    private const string BothKinds = """
        secrets:
          - { name: TOKEN, repositories: [acme/app], value: { env: TOKEN } }
        variables:
          - { name: TOKEN, repositories: [acme/app], value: a name }
          - { name: REGION, organization: acme, value: eu-west-1 }
        """;

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_Apply_ApplyAgain_Drift_AndPrune()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", BothKinds);

        ConsoleRun plan = await RunAsync(server, "plan", file);
        ConsoleRun first = await RunAsync(server, "apply", file);
        server.State.Requests.Clear();
        ConsoleRun second = await RunAsync(server, "apply", file);
        string[] requests = server.Requests;
        server.State.SetVariable(AtApp, "TOKEN", "by hand");
        ConsoleRun drifted = await RunAsync(server, "plan", file);
        ConsoleRun mended = await RunAsync(server, "apply", file);
        _folder.Write("secrets.yaml", "variables:\n  - { name: REGION, organization: acme, value: eu-central-1 }\n");
        ConsoleRun pruned = await RunAsync(server, "apply", file, "--prune");

        Assert.Equal(
            [
                "Create  TOKEN in repository acme/app: it is not there", "Create  variable TOKEN in repository acme/app: it is not there",
                "Create  variable REGION in organization acme: it is not there", "3 Create.",
            ],
            plan.Lines);
        Assert.Equal(2, plan.ExitCode);
        Assert.Equal(["Created TOKEN in repository acme/app", "Created variable TOKEN in repository acme/app", "Created variable REGION in organization acme", "3 Created."], first.Lines);
        Assert.Equal(["3 Unchanged."], second.Lines);
        Assert.All(requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        Assert.Matches("^Drifted variable TOKEN in repository acme/app: it was changed on .*: its value is 'by hand', and the file declares 'a name'$", drifted.Lines[0]);
        Assert.Equal(["Updated variable TOKEN in repository acme/app", "1 Updated, 2 Unchanged."], mended.Lines);
        Assert.Equal("Updated variable REGION in organization acme", pruned.Lines[0]);
        Assert.Equal(["Removed TOKEN in repository acme/app", "Removed variable TOKEN in repository acme/app"], pruned.Lines[1..3].Order(StringComparer.Ordinal));
        Assert.Equal("1 Updated, 2 Removed.", pruned.Lines[^1]);
        Assert.All(new[] { plan, first, second, drifted, mended, pruned }, run => Assert.Equal("", run.Errors));
    }

    [Fact]
    public async Task Json_SaysTheKind()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("secrets.yaml", BothKinds);

        ConsoleRun plan = await RunAsync(server, "plan", file, "--json");
        ConsoleRun apply = await RunAsync(server, "apply", file, "--json");

        string[] expected = ["Secret TOKEN", "Variable TOKEN", "Variable REGION"];
        Assert.Equal(expected, JArray.Parse(plan.Output).Select(one => $"{one["kind"]} {one["name"]}"));
        Assert.Equal(expected, JArray.Parse(apply.Output).Select(one => $"{one["kind"]} {one["name"]}"));
    }

    [Fact]
    public async Task WithoutSecrets_NoLedgerKeyIsMissed_UnlessThereMayBeRemovals()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables["GHSECRETS_LEDGER_KEY"] = null;
        string file = _folder.Write("secrets.yaml", "variables:\n  - { name: REGION, organization: acme, value: eu-west-1 }\n");

        ConsoleRun apply = await RunAsync(server, "apply", file);
        ConsoleRun prune = await RunAsync(server, "apply", file, "--prune");

        Assert.Equal(("Created variable REGION in organization acme\n1 Created.\n", ""), (apply.Output, apply.Errors));
        Assert.StartsWith("There is no ledger key, so that the ledger that says what may be removed is not signed. Set GHSECRETS_LEDGER_KEY", Assert.Single(prune.Warnings), StringComparison.Ordinal);
    }

    private Task<ConsoleRun> RunAsync(AcmeServer server, string command, string file, params string[] options) => _folder.RunAsync(server.BaseUri, [command, file, .. options]);
}
