using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c> of rows: each goes to its own place, and nothing is sent while anything is wrong.</summary>
public sealed class ApplyRowsTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARow_GoesToItsOwnPlace()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        File.WriteAllBytes(Path.Combine(_folder.Folder, "key.bin"), [0xFF, 0x00, 0x0A]);
        string file = _folder.Write("rows.csv", $"""
            organization,Repository,Owner,Environment,Application,Name,Value,ValueFile,visibility,SelectedRepository,user
            acme,,,,,npm_token,{Marked.Value},,selected,app;{server.Lib.Id}
            acme,,,,dependabot,NPM_TOKEN,{Marked.Value},,,
            ,acme/app,,,,QUOTED,"  {Marked.Value}, ""quoted""
            and more ",,,
            ,lib,acme,,Codespaces,KEY,,key.bin,,
            ,acme/app,,prod/eu west,Actions,PASSWORD,{Marked.Value},,,
            ,,,,,MINE,{Marked.Value},,,acme/app,me
            """);

        ConsoleRun run = await ApplyAsync(server, file);

        Assert.Equal((0, 0), (run.ExitCode, run.ErrorLines.Length));
        Assert.StartsWith("rows.csv: Line 2, column 1: The file holds values as plain text", run.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(["rows.csv: Line 6, column 1: The value ends with a line break."], run.Warnings[1..]);
        Assert.Equal(
            [
                "Created NPM_TOKEN in organization acme",
                "Created NPM_TOKEN in organization acme (Dependabot)",
                "Created QUOTED in repository acme/app",
                "Created KEY in repository acme/lib (Codespaces)",
                "Created PASSWORD in environment 'prod/eu west' of acme/app",
                "Created MINE in the user's account (Codespaces)",
                "6 Created.",
            ],
            run.Lines);
        Assert.Equal([server.App.Id, server.Lib.Id], server.Find(AcmeServer.Organization, "NPM_TOKEN")!.SelectedRepositoryIds);
        Assert.Equal("private", server.Find(SecretScope.ForOrganization("acme", SecretApplication.Dependabot), "NPM_TOKEN")?.Visibility);
        Assert.Equal($"  {Marked.Value}, \"quoted\"\nand more ", server.Find(AcmeServer.Repository, "QUOTED")?.Text);
        Assert.Equal([0xFF, 0x00, 0x0A], server.Find(SecretScope.ForRepository("acme/lib", SecretApplication.Codespaces), "KEY")!.Value.ToArray());
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Environment, "PASSWORD")?.Text);
        Assert.Equal([server.App.Id], server.Find(SecretScope.ForUser(), "MINE")!.SelectedRepositoryIds);
    }

    [Fact]
    public async Task ASealedRow_IsStoredAsItIs()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        PublicKey key = await new SecretStore(session).GetPublicKeyAsync(AcmeServer.Repository, default);
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SealedSecret box = SealedSecret.Create(AcmeServer.Repository, "A", value, key.Key, key.KeyId, Sealers.Best);
        server.State.Requests.Clear();

        ConsoleRun run = await ApplyAsync(server, _folder.Write("rows.csv", $"Name,Repository,EncryptedValue,KeyId\nA,acme/app,{box.EncryptedValue},{box.KeyId}\n"));

        Assert.Equal((0, "", "Created A in repository acme/app"), (run.ExitCode, run.Errors, run.Lines[0]));
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")?.Text);
        Assert.DoesNotContain(server.Requests, request => request.EndsWith("/public-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AllThatIsWrong_IsToldFirst_AndThenNothingIsSent()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Write("rows.csv", $"""
            Organization,Repository,Environment,Application,Name,Value,ValueFile,Visibility
            acme,,,,GOOD,{Marked.Value},,
            ,,,,NOWHERE,{Marked.Value},,
            ,acme/app,,,BAD NAME,{Marked.Value},,
            ,acme/app,,Dependabott,TYPO,{Marked.Value},,
            ,acme/app,,,NO_VALUE,,,
            ,acme/app,,,TWO_VALUES,{Marked.Value},key.bin,
            ,acme/app,,,WITH_ACCESS,{Marked.Value},,all
            acme,acme/app,,,TWO_PLACES,{Marked.Value},,
            ,acme/app,prod,,,{Marked.Value},,
            acme,,,,CUT,{Marked.Value},,,off
            acme,,,,GOOD,{Marked.Value},,
            """);

        ConsoleRun run = await ApplyAsync(server, file);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            ["3: InvalidArgument", "4: InvalidSecretName", "5: InvalidArgument", "6: InvalidValue", "7: InvalidValue", "8: InvalidArgument", "9: InvalidArgument", "10: InvalidSecretName", "11: InvalidArgument", "12: InvalidArgument"],
            run.ErrorLines.Select(LineAndId));
        Assert.StartsWith("rows.csv: Line 3, column 1: The secret has no place.", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Empty(_folder.LedgerFiles("rows.csv.ledger"));
    }

    [Fact]
    public async Task ManySecrets_AreWrittenSideBySide_AndToldInTheirOrder()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { Latency = new(Ms: 5, SpreadMs: 20), Limits = new(Concurrent: 3) });
        string file = _folder.Write("rows.csv", "Repository,Application,Name,Value\n" + string.Concat(Enumerable.Range(1, 100).Select(number => $"acme/app,Dependabot,N_{number},value {number}\n")));

        ConsoleRun run = await ApplyAsync(server, file, "--throttle-limit", "3", "--writes-per-minute", "0");

        Assert.Equal((0, 0), (run.ExitCode, run.ErrorLines.Length));
        Assert.Equal(Enumerable.Range(1, 100).Select(number => $"N_{number}"), run.Lines[..^1].Select(line => line.Split(' ')[1]));
        Assert.All(Enumerable.Range(1, 100), number => Assert.Equal($"value {number}", server.Find(SecretScope.ForRepository("acme/app", SecretApplication.Dependabot), $"N_{number}")?.Text));
        Assert.DoesNotContain(server.State.Faults.Counts, kind => kind.Value > 0);
    }

    [Theory]
    [InlineData("rows.csv", Marked.Value + ",acme/app,NPM_TOKEN\n", "has no column Name")]
    [InlineData("rows.csv", "", "The file is empty")]
    [InlineData("secrets.yaml", "secrets: [" + Marked.Value, "Line 2, column 1: ")]
    [InlineData("secrets.txt", "secrets: []", "The file's name does not say its format.")]
    [InlineData("none.yaml", null, "The file does not exist.", "FileNotFound")]
    [InlineData("", null, "The file's name does not say its format.")]
    public async Task AFileThatCannotBeRead_IsRefusedAsAWhole_AndNotQuoted(string name, string? text, string said, string id = "InvalidArgument")
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        if (text is not null)
        {
            _folder.Write(name, text);
        }

        ConsoleRun run = await ApplyAsync(server, name);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.EndsWith($" [{id}]", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);

    /// <summary>Shortens <c>rows.csv: Line 3, column 1: What is wrong. [Id]</c> to the line and the id.</summary>
    private static string LineAndId(string error) => $"{error.Split(' ')[2].TrimEnd(',')}: {error[(error.LastIndexOf('[') + 1)..^1]}";
}
