using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c> with values that a person is asked for.</summary>
public sealed class ApplyPromptTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TerminalFact]
    public async Task AValue_IsAskedForOnce_AndNotShown()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, repositories: [acme/app, acme/lib], value: { prompt: The token } }");
        using Process process = _folder.StartAtTerminal(server.BaseUri, $"apply {file}");

        await ShowsAsync(process, "Value of The token: ");
        await process.StandardInput.WriteAsync($"{Marked.Value}x\u007F\r");
        await process.StandardInput.FlushAsync();
        ConsoleRun run = await ConsoleRun.EndAsync(process);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Value of", run.Output, StringComparison.Ordinal);
        Assert.Equal(["2 Created."], run.Lines[^1..]);
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")?.Text);
        Assert.Equal(Marked.Value, server.Find(SecretScope.ForRepository("acme/lib"), "A")?.Text);
    }

    [TerminalFact]
    public async Task ARunThatIsStoppedWhileItAsks_TellsWhatWasDoneBeforeIt()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }", "{ name: B, organization: acme, value: { prompt: true } }");
        using Process process = _folder.StartAtTerminal(server.BaseUri, $"apply {file}");

        string shown = await ShowsAsync(process, "Value of B: ");
        while (!IsNoted("A"))
        {
            await Task.Delay(10);
        }

        await process.StandardInput.WriteAsync("\u0003");
        await process.StandardInput.FlushAsync();
        ConsoleRun run = await ConsoleRun.EndAsync(process);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Created A in organization acme", shown + run.Output, StringComparison.Ordinal);
        Assert.StartsWith("Stopped: 1 of 2 is done. The ledger knows", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AValue_IsNotAskedFor_WhileItsSecretIsUnchanged()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await _folder.RunAsync(server.BaseUri, "apply", _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"));

        ConsoleRun run = await _folder.RunAsync(server.BaseUri, "apply", _folder.Declare("{ name: A, organization: acme, value: { prompt: true } }"));

        Assert.Equal((0, "1 Unchanged.\n", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task WithoutATerminal_ItsSecretFails_AndNoOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare("{ name: A, organization: acme, value: { prompt: true } }", "{ name: B, organization: acme, value: { env: TOKEN } }");

        ConsoleRun plan = await _folder.RunAsync(server.BaseUri, "plan", file);
        ConsoleRun apply = await _folder.RunAsync(server.BaseUri, "apply", file);

        Assert.Equal((2, "2 Create."), (plan.ExitCode, plan.Lines[^1]));
        Assert.Equal((1, "Created B in organization acme\n1 Created, 1 failed.\n"), (apply.ExitCode, apply.Output));
        Assert.Matches("^A in organization acme: Its value is to be asked for, and there is no terminal .* [[]InvalidValue]$", Assert.Single(apply.ErrorLines));
    }

    // A save writes a file beside the one that it then replaces.
    private bool IsNoted(string name) => _folder.LedgerFiles("secrets.yaml.ledger")
        .Where(path => path.EndsWith(".json", StringComparison.Ordinal))
        .Any(path => File.ReadAllText(Path.Combine(_folder.Folder, "secrets.yaml.ledger", path)).Contains($"\"{name}\"", StringComparison.Ordinal));

    /// <summary>Reads what a process shows until it ends with a text; gives all that was read.</summary>
    private static async Task<string> ShowsAsync(Process process, string text)
    {
        StringBuilder shown = new();
        char[] one = new char[1];
        while (!shown.ToString().EndsWith(text, StringComparison.Ordinal))
        {
            Assert.True(await process.StandardOutput.ReadAsync(one) > 0, $"The process ended by itself: {shown}");
            shown.Append(one);
        }

        return shown.ToString();
    }
}
