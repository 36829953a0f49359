using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What <c>ghsecrets apply --prune</c> believes of a ledger, and what it does where none can be written.</summary>
public sealed class ApplyLedgerTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoFilesWithOneLedger_RemoveNothingOfEachOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Write("a.yaml", Secrets("A", "A_OLD")), "--ledger", "ledger");
        await ApplyAsync(server, _folder.Write("b.yaml", Secrets("B", "B_OLD")), "--ledger", "ledger");

        ConsoleRun a = await ApplyAsync(server, _folder.Write("a.yaml", Secrets("A")), "--ledger", "ledger");
        ConsoleRun b = await ApplyAsync(server, _folder.Write("b.yaml", Secrets("B")), "--ledger", "ledger");

        Assert.Equal((0, "Removed A_OLD in repository acme/app\n1 Removed, 1 Unchanged, 2 Unowned.\n", ""), (a.ExitCode, a.Output, a.Errors));
        Assert.Equal((0, "Removed B_OLD in repository acme/app\n1 Removed, 1 Unchanged, 1 Unowned.\n", ""), (b.ExitCode, b.Output, b.Errors));
        Assert.Equal(["A", "B"], Names(server));
    }

    [Theory]
    [InlineData("../a.yaml")]
    [InlineData("a.yaml")]
    public async Task ARenamedFile_RemovesNothing_UntilItAdoptsWhatTheLedgerKeepsUnderItsFormerName(string former)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Write("a.yaml", Secrets("A", "OLD")), "--ledger", "ledger");
        string file = _folder.Write("b.yaml", Secrets("A"));

        ConsoleRun renamed = await ApplyAsync(server, file, "--ledger", "ledger");
        ConsoleRun mistaken = await ApplyAsync(server, file, "--ledger", "ledger", "--adopt-ledger", "c.yaml");
        ConsoleRun adopting = await ApplyAsync(server, file, "--ledger", "ledger", "--adopt-ledger", former);
        ConsoleRun next = await ApplyAsync(server, file, "--ledger", "ledger");

        Assert.Equal((0, "1 Unchanged, 1 Unowned.\n"), (renamed.ExitCode, renamed.Output));
        Assert.StartsWith("b.yaml: The ledger has secrets of '../a.yaml' that this file declares, too.", Assert.Single(renamed.Warnings), StringComparison.Ordinal);
        Assert.Equal((0, "1 Unchanged, 1 Unowned.\n"), (mistaken.ExitCode, mistaken.Output));
        Assert.Contains("b.yaml: The ledger has nothing of 'c.yaml' to adopt.", mistaken.Warnings);
        Assert.Equal((0, "Removed OLD in repository acme/app\n1 Removed, 1 Unchanged.\n", ""), (adopting.ExitCode, adopting.Output, adopting.Errors));
        Assert.Equal((0, "1 Unchanged.\n", ""), (next.ExitCode, next.Output, next.Errors));
    }

    [Theory]
    [InlineData("is not signed", @",\s*""hmac"": ""[^""]*""", "")]
    [InlineData("is not signed with this ledger key, or was changed since", @"""updatedAt"":""\d+", @"""updatedAt"":""2001")]
    [InlineData("belongs to another host", @"""host"": ""[^""]*""", @"""host"": ""github.com""")]
    [InlineData("is not a file of a ledger that this version knows", @"  ""secrets"": {", "<<<<<<< HEAD\n$0\n=======\n$0\n>>>>>>> theirs")]
    public async Task ALedgerThatSomebodyChanged_IsNotBelieved(string doubt, string pattern, string replacement)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("OLD")));
        ChangeLedger(text => Regex.Replace(text, pattern, replacement));

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A")));

        AssertNotBelieved(server, run, doubt);
    }

    [Fact]
    public async Task ALedgerByAnotherKey_IsNotBelieved()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables["GHSECRETS_LEDGER_KEY"] = "the key of somebody else";
        await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("OLD")));
        _folder.Variables["GHSECRETS_LEDGER_KEY"] = ConsoleFolder.LedgerKey;

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A")));

        AssertNotBelieved(server, run, "is not signed with this ledger key, or was changed since");
    }

    [Fact]
    public async Task WithoutAKey_PruneSaysThatTheLedgerIsNotSigned_AndAReplyOfTheFutureMakesNothingOurs()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables.Remove("GHSECRETS_LEDGER_KEY");
        await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("OLD")));
        ChangeLedger(text => Regex.Replace(text, @"""updatedAt"":""\d+", @"""repliedAt"":""2999"));

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A")));

        Assert.Equal((0, "Updated A in repository acme/app\n1 Updated, 1 Unowned.\n"), (run.ExitCode, run.Output));
        Assert.Matches("^There is no ledger key, .*, and the ledger that says what may be removed is not signed[.] Set GHSECRETS_LEDGER_KEY: ", Assert.Single(run.Warnings));
        Assert.Equal(["A", "OLD"], Names(server));
    }

    [Fact]
    public async Task ALedgerThatCannotBeWritten_IsOneError_BeforeAnyWrite()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        File.WriteAllText(Path.Combine(_folder.Folder, "ledger"), "");

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("B")), "--ledger", "ledger");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches("^The ledger's file '.+' cannot be written: .+ [[]LedgerNotWritable]$", Assert.Single(run.ErrorLines));
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALedgerThatCanNoLongerBeWritten_EndsTheWriting_AndSaysWhatIsNotNoted()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare([.. Enumerable.Range(1, 5).Select(number => Secret($"N_{number}"))]);
        server.State.Interventions.Before("PUT", "/N_3$", ReplaceLedger);

        ConsoleRun run = await ApplyAsync(server, file, "--throttle-limit", "1");
        RestoreLedger();
        ConsoleRun next = await ApplyAsync(server, file, "--throttle-limit", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Created N_1 in repository acme/app", "Created N_2 in repository acme/app", "Created N_3 in repository acme/app", "3 Created, 2 failed."], run.Lines);
        Assert.StartsWith("N_3 in repository acme/app: written, but not noted in the ledger: ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(["NotAttempted", "NotAttempted", "LedgerNotWritable"], run.ErrorLines.Select(line => line.Split('[', ']')[^2]));
        Assert.Equal(["Updated N_3 in repository acme/app", "Created N_4 in repository acme/app", "Created N_5 in repository acme/app", "2 Created, 1 Updated, 2 Unchanged."], next.Lines);
    }

    [Fact]
    public async Task ALedgerThatCanNoLongerBeWritten_EndsTheRemoving_AndSaysWhatIsStillNoted()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("B"), Secret("C"), Secret("KEPT")));
        server.State.Interventions.Before("DELETE", "/B$", ReplaceLedger);

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("KEPT")), "--throttle-limit", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Removed A in repository acme/app", "Removed B in repository acme/app", "2 Removed, 1 Unchanged, 1 failed."], run.Lines);
        Assert.StartsWith("B in repository acme/app: removed, but still noted in the ledger: ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(["NotAttempted", "LedgerNotWritable"], run.ErrorLines.Select(line => line.Split('[', ']')[^2]));
        Assert.Equal(["C", "KEPT"], Names(server));
    }

    [Fact]
    public async Task ALedgerThatCanNoLongerBeWrittenAtTheEnd_IsOneError_AfterAllChanges()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        // The second list, when all is done.
        server.State.Interventions.Before("GET", "/actions/secrets[?]", ReplaceLedger, skip: 1);

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("B")));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Created A in repository acme/app", "Created B in repository acme/app", "2 Created."], run.Lines);
        Assert.EndsWith(" [LedgerNotWritable]", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.Warnings);
    }

    [UnixFact("on Windows few may make symbolic links")]
    public async Task ASymbolicLinkInThePlaceOfATemporaryFile_IsNotFollowed()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Declare(Secret("A")));
        string victim = Path.Combine(_folder.Folder, "victim");
        File.WriteAllText(victim, "untouched");
        string ledger = LedgerFile();
        File.CreateSymbolicLink(ledger + ".tmp", victim);

        ConsoleRun run = await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("B")));
        ConsoleRun next = await ApplyAsync(server, _folder.Declare(Secret("A"), Secret("B")));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("2 Unchanged.\n", next.Output);
        Assert.Equal("untouched", File.ReadAllText(victim));
        Assert.Equal([ledger], Directory.GetFiles(Path.GetDirectoryName(ledger)!));
    }

    private static string Secret(string name) => $"{{ name: {name}, repositories: [acme/app], value: {{ env: TOKEN }} }}";

    private static string Secrets(params string[] names) => "secrets:\n" + string.Concat(names.Select(name => $"- {Secret(name)}\n"));

    private static string[] Names(AcmeServer server) => [.. server.State.FindVault("repos/acme/app/actions")!.Secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal)];

    private static void AssertNotBelieved(AcmeServer server, ConsoleRun run, string doubt)
    {
        Assert.Equal((0, "Updated A in repository acme/app\n1 Updated, 1 Unowned.\n"), (run.ExitCode, run.Output));
        Assert.Matches(
            $"^secrets[.]yaml: The ledger is not believed where its file {doubt}: '.+[.]json'[.] What is declared there is written again, and nothing there is pruned[.]$", Assert.Single(run.Warnings));
        Assert.Empty(run.ErrorLines);
        Assert.Equal(["A", "OLD"], Names(server));
    }

    private string LedgerFolder => Path.Combine(_folder.Folder, "secrets.yaml.ledger");

    private void ReplaceLedger()
    {
        Directory.Move(LedgerFolder, LedgerFolder + ".aside");
        File.WriteAllText(LedgerFolder, "");
    }

    private void RestoreLedger()
    {
        File.Delete(LedgerFolder);
        Directory.Move(LedgerFolder + ".aside", LedgerFolder);
    }

    private string LedgerFile() => Path.Combine(LedgerFolder, Assert.Single(_folder.LedgerFiles("secrets.yaml.ledger")));

    private void ChangeLedger(Func<string, string> change)
    {
        string text = File.ReadAllText(LedgerFile());
        string changed = change(text);
        Assert.NotEqual(text, changed);
        File.WriteAllText(LedgerFile(), changed);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) =>
        _folder.RunAsync(server.BaseUri, ["apply", file, "--prune", .. options]);
}
