using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A run of <c>ghsecrets apply</c> that ends in the middle: the next one does the rest.</summary>
public sealed class ApplyCutTests : IDisposable
{
    private const int Count = 60;

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunThatWasKilled_IsFinishedByTheNext_WhichRepeatsNothingThatWasTold()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { Latency = new(Ms: 10, SpreadMs: 20) });
        string file = _folder.Declare([.. Enumerable.Range(1, Count).Select(number => $"{{ name: N_{number}, repositories: [acme/app], application: dependabot, value: {{ env: TOKEN }} }}")]);

        string[] told = await CutAsync(server, file, lines: 10, process => process.Kill());
        server.State.Requests.Clear();
        ConsoleRun run = await ApplyAsync(server, file, "--writes-per-minute", "0");
        ConsoleRun after = await _folder.RunAsync(server.BaseUri, "plan", file);

        Assert.InRange(told.Length, 10, 40);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain(Writes(server), write => told.Any(line => write.EndsWith($"/{line.Split(' ')[1]}", StringComparison.Ordinal)));
        Assert.Equal(Count, server.State.FindVault("repos/acme/app/dependabot")!.Secrets.Count(secret => secret.Text == Marked.Value));
        Assert.Equal((0, $"{Count} Unchanged.\n"), (after.ExitCode, after.Output));
    }

    [UnixFact]
    public async Task ARunThatWasStopped_SaysSo_AndWhatItToldIsInTheLedger()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Faults.Set(new FaultOptions { Latency = new(Ms: 10, SpreadMs: 20) });
        string file = _folder.Declare([.. Enumerable.Range(1, Count).Select(number => $"{{ name: N_{number}, repositories: [acme/app], application: dependabot, value: {{ env: TOKEN }} }}")]);
        ConsoleRun? stopped = null;

        string[] told = await CutAsync(
            server,
            file,
            lines: 10,
            process =>
            {
                using Process signal = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
                signal.WaitForExit();
            },
            run => stopped = run);
        server.State.Requests.Clear();
        ConsoleRun rest = await ApplyAsync(server, file, "--writes-per-minute", "0");

        Assert.Equal(1, stopped!.ExitCode);
        Assert.Matches(
            $"^Stopped: {told.Length} of {Count} are done(; [12] (was|were) in flight and may have been written)?[.] The ledger knows what is done: run it again to do the rest[.]$",
            Assert.Single(stopped.ErrorLines));
        Assert.Equal(0, rest.ExitCode);
        Assert.DoesNotContain(Writes(server), write => told.Any(line => write.EndsWith($"/{line.Split(' ')[1]}", StringComparison.Ordinal)));
        Assert.Equal(Count, server.State.FindVault("repos/acme/app/dependabot")!.Secrets.Count);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);

    /// <summary>Ends a run when it has told some changes, at the latest where its pace makes it wait for a minute; gives all that it told.</summary>
    private async Task<string[]> CutAsync(AcmeServer server, string file, int lines, Action<Process> cut, Action<ConsoleRun>? ended = null)
    {
        using Process process = _folder.Start(server.BaseUri, "apply", file, "--throttle-limit", "2", "--writes-per-minute", "40");
        string[] first = new string[lines];
        for (int line = 0; line < lines; line++)
        {
            first[line] = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The process ended by itself: {await process.StandardError.ReadToEndAsync()}");
        }

        cut(process);
        ConsoleRun run = await ConsoleRun.EndAsync(process);
        ended?.Invoke(run);
        return [.. first, .. run.Lines];
    }

    private static string[] Writes(AcmeServer server) => [.. server.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal))];
}
