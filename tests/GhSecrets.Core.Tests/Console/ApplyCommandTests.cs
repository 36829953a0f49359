using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c>: every row of a file to its own scope, and a failing row stops no other.</summary>
public sealed class ApplyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Apply_SetsEveryRow_AtItsOwnScope()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        File.WriteAllBytes(Path.Combine(_folder, "key.bin"), [0xFF, 0x00, 0x0A]);
        string rows = Write($"""
            organization,Repository,Owner,Environment,Application,Name,Value,ValueFile,visibility,SelectedRepository,user
            acme,,,,,npm_token,{Marked.Value},,selected,app;{server.Lib.Id}
            acme,,,,dependabot,NPM_TOKEN,{Marked.Value},,,
            ,acme/app,,,,QUOTED,"  {Marked.Value}, ""quoted""
            and more ",,,
            ,lib,acme,,Codespaces,KEY,,key.bin,,
            ,acme/app,,prod/eu west,Actions,PASSWORD,{Marked.Value},,,
            ,,,,,MINE,{Marked.Value},,,acme/app,me
            """);

        ConsoleRun run = await RunAsync(server, rows);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "Created NPM_TOKEN in organization acme",
                "Created NPM_TOKEN in organization acme (Dependabot)",
                "Created QUOTED in repository acme/app",
                "Created KEY in repository acme/lib (Codespaces)",
                "Created PASSWORD in environment 'prod/eu west' of acme/app",
                "Created MINE in the user's account (Codespaces)",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        StoredSecret selected = server.Find(AcmeServer.Organization, "NPM_TOKEN")!;
        Assert.Equal((Marked.Value, "selected"), (selected.Text, selected.Visibility));
        Assert.Equal([server.App.Id, server.Lib.Id], selected.SelectedRepositoryIds);
        Assert.Equal("private", server.Find(SecretScope.ForOrganization("acme", SecretApplication.Dependabot), "NPM_TOKEN")?.Visibility);
        Assert.Equal($"  {Marked.Value}, \"quoted\"\nand more ", server.Find(AcmeServer.Repository, "QUOTED")?.Text);
        Assert.Equal([0xFF, 0x00, 0x0A], server.Find(SecretScope.ForRepository("acme/lib", SecretApplication.Codespaces), "KEY")!.Value.ToArray());
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Environment, "PASSWORD")?.Text);
        Assert.Equal([server.App.Id], server.Find(SecretScope.ForUser(), "MINE")!.SelectedRepositoryIds);
    }

    [Fact]
    public async Task AColumnThatIsNotRead_IsTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await RunAsync(server, Write($"Name,Value,Organization,Visiblity\nA,{Marked.Value},acme,all\n"));

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("The column 'Visiblity' is not read.", run.Errors, StringComparison.Ordinal);
        Assert.Equal("private", server.Find(AcmeServer.Organization, "A")?.Visibility);
    }

    [Fact]
    public async Task ASealedRow_IsStoredAsItIs()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        PublicKey key = await new SecretStore(session).GetPublicKeyAsync(AcmeServer.Repository, default);
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SealedSecret box = SealedSecret.Create(AcmeServer.Repository, "A", value, key.Key, key.KeyId, new ManagedSealer());
        server.State.Requests.Clear();

        ConsoleRun run = await RunAsync(server, Write($"Name,Repository,EncryptedValue,KeyId\nA,acme/app,{box.EncryptedValue},{box.KeyId}\n"));

        Assert.Equal((0, "", "Created A in repository acme/app\n"), (run.ExitCode, run.Errors, run.Output));
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")?.Text);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ABadRow_IsToldByItsNumber_AndStopsNoOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string rows = Write($"""
            Organization,Repository,Environment,Application,Name,Value,ValueFile,Visibility
            acme,,,,FIRST,{Marked.Value},,
            ,,,,NOWHERE,{Marked.Value},,
            ,acme/app,,,BAD NAME,{Marked.Value},,
            ,acme/app,,Dependabott,TYPO,{Marked.Value},,
            ,acme/app,,,NO_VALUE,,,
            ,acme/app,,,TWO_VALUES,{Marked.Value},key.bin,
            ,acme/app,,,WITH_ACCESS,{Marked.Value},,all
            ,acme/none,,,NO_REPOSITORY,{Marked.Value},,
            ,acme/app,none,,NO_ENVIRONMENT,{Marked.Value},,
            acme,acme/app,,,TWO_PLACES,{Marked.Value},,
            ,acme/app,prod,,,{Marked.Value},,
            ,acme/app,prod,,LAST,{Marked.Value},,
            """);

        ConsoleRun run = await RunAsync(server, rows);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "Row 2, NOWHERE: The record names no place. [InvalidArgument]",
                "Row 3, BAD NAME: 'BAD NAME' is no name for a secret: only letters (A-Z), digits and underscores are allowed. [InvalidSecretName]",
                "Row 4, TYPO: 'Dependabott' is no Application. [InvalidArgument]",
                "Row 5, NO_VALUE: There is no value. [InvalidValue]",
                "Row 6, TWO_VALUES: There is more than one value. [InvalidValue]",
                "Row 7, WITH_ACCESS: Secrets of a repository have no Visibility and no SelectedRepository; only those of an organization do, and a user's have the latter. [InvalidArgument]",
                "Row 8, NO_REPOSITORY: Repository acme/none does not exist on 127.0.0.1:0, or the token may not see it. [RepositoryNotFound]",
                "Row 9, NO_ENVIRONMENT: Repository acme/app has no environment 'none'. [EnvironmentNotFound]",
                "Row 10, TWO_PLACES: The record names several places. [InvalidArgument]",
                "Row 11: A secret needs a name. [InvalidSecretName]",
            ],
            run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(FirstSentenceAndId));
        Assert.Equal(2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Organization, "FIRST")?.Text);
        Assert.Equal(Marked.Value, server.Find(SecretScope.ForEnvironment("acme/app", "prod"), "LAST")?.Text);
        Assert.Equal(2, server.State.Vaults.Sum(vault => vault.Secrets.Count));
    }

    [Fact]
    public async Task ARowWithMoreCellsThanColumns_IsRefused_AndStopsNoOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await RunAsync(server, Write($"Organization,Name,Value\nacme,A,{Marked.Value},cut off\nacme,B,{Marked.Value},,\n"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Row 1, A: The row has more cells than the header has columns.", run.Errors, StringComparison.Ordinal);
        Assert.Null(server.Find(AcmeServer.Organization, "A"));
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Organization, "B")?.Text);
    }

    [Fact]
    public async Task ManyRows_AreSetSideBySide_AndToldInTheirOrder()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { Latency = new(Ms: 5, SpreadMs: 20), Limits = new(Concurrent: 3) });
        string rows = Write("Repository,Application,Name,Value\n" + string.Concat(Enumerable.Range(1, 100).Select(number => $"acme/app,Dependabot,N_{number % 40},value {number}\n")));

        ConsoleRun run = await RunAsync(server, rows, "--throttle-limit", "3", "--writes-per-minute", "0");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Enumerable.Range(1, 100).Select(number => $"N_{number % 40}"), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]));
        Assert.All(Enumerable.Range(61, 40), number => Assert.Equal($"value {number}", server.Find(SecretScope.ForRepository("acme/app", SecretApplication.Dependabot), $"N_{number % 40}")?.Text));
        Assert.DoesNotContain(server.State.Faults.Counts, kind => kind.Value > 0);
    }

    [Fact]
    public async Task Pacing_IsAsGiven_AndALongerWaitThanAllowed_IsToldByRow()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string rows = Write($"Repository,Name,Value\nacme/app,A,{Marked.Value}\nacme/app,B,{Marked.Value}\nacme/app,C,{Marked.Value}\n");

        ConsoleRun run = await RunAsync(server, rows, "--writes-per-minute", "2", "--throttle-limit", "1", "--maximum-wait-sec", "0");

        Assert.Equal((1, 2), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Matches("^Row 3, C: The rate limit of .* asks for a longer wait .* [[]RateLimited[]]\n$", run.Errors);
    }

    [Theory]
    [InlineData("--throttle-limit", "101")]
    [InlineData("--writes-per-minute", "-1")]
    [InlineData("--maximum-wait-sec", "1e9")]
    public async Task ANumberThatIsNone_IsRefused_BeforeAnyRequest(string option, string value)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await RunAsync(server, Write($"Organization,Name,Value\nacme,A,{Marked.Value}\n"), option, value);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(option, run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(Marked.Value + ",acme/app,NPM_TOKEN\n", "has no column Name")]
    [InlineData("Value,Repository\n" + Marked.Value + ",acme/app\n", "has no column Name")]
    [InlineData("", "The file 'rows.csv' is empty.")]
    public async Task AFileThatCannotBeRead_IsRefusedAsAWhole_AndNotQuoted(string text, string said)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await RunAsync(server, Write(text));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("[InvalidArgument]\n", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("none.csv")]
    [InlineData(".")]
    [InlineData("")]
    public async Task AFileThatIsNotThere_IsTold(string path)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await RunAsync(server, path);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"The file '{path}' cannot be read: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAToken_NothingIsSent()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await ConsoleRun.StartAsync(_folder, server.BaseUri, null, "apply", Write($"Name,Value,Organization\nA,{Marked.Value},acme\n"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("[NotSignedIn]\n", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AnOwnAuthority_IsTrustedWhereItIsGiven()
    {
        await using MockServer server = await MockServer.StartAsync(new MockServerOptions { Https = true, Tokens = [Marked.Token] });
        server.State.AddOrganization("acme");
        string rows = Write($"Name,Value,Organization\nA,{Marked.Value},acme\n");

        ConsoleRun run = await ConsoleRun.StartAsync(_folder, server.BaseUri, Marked.Token, "apply", rows, "--trusted-certificate", server.CertificatePemPath!);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Marked.Value, server.State.FindVault("orgs/acme/actions")!.Find("A")?.Text);
    }

    private Task<ConsoleRun> RunAsync(AcmeServer server, string rows, params string[] options) =>
        ConsoleRun.StartAsync(_folder, server.BaseUri, Marked.Token, ["apply", rows, .. options]);

    /// <summary>Writes the rows as Excel does, with a byte order mark.</summary>
    private string Write(string rows)
    {
        File.WriteAllText(Path.Combine(_folder, "rows.csv"), rows.ReplaceLineEndings("\n"), Encoding.UTF8);
        return "rows.csv";
    }

    /// <summary>Shortens <c>Row 1: What is wrong. What to do. [Id]</c> to what is wrong and the id.</summary>
    private static string FirstSentenceAndId(string line)
    {
        string text = System.Text.RegularExpressions.Regex.Replace(line, "127.0.0.1:[0-9]+", "127.0.0.1:0");
        int end = text.IndexOf(". ", StringComparison.Ordinal) + 1;
        return text[..end] + text[text.LastIndexOf(" [", StringComparison.Ordinal)..];
    }
}
