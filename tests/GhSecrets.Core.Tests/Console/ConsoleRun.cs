using System;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What one run of <c>ghsecrets</c> ended with and wrote; neither token, nor key, nor value may be in it.</summary>
internal sealed record ConsoleRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output.</summary>
    public string[] Lines => Split(Output);

    /// <summary>The lines of the other stream that begin with <c>Warning: </c>, without it.</summary>
    public string[] Warnings => [.. Split(Errors).Where(IsWarning).Select(line => line["Warning: ".Length..])];

    /// <summary>The other lines of the other stream.</summary>
    public string[] ErrorLines => [.. Split(Errors).Where(line => !IsWarning(line))];

    /// <summary>The objects of an output that is one JSON array and nothing else.</summary>
    public JsonNode[] Objects => [.. JsonNode.Parse(Output)!.AsArray().Select(node => node!)];

    /// <summary>What a process has written since its streams were last read, once it has ended.</summary>
    /// <param name="process">The process.</param>
    /// <param name="masks">Whether it was to tell a runner each value, to hide it.</param>
    public static async Task<ConsoleRun> EndAsync(Process process, bool masks = false)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        ConsoleRun run = new(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
        Marked.AssertNotIn(string.Join("\n", Split(run.Output + run.Errors).Where(line => !masks || !IsMask(line))));
        Assert.DoesNotContain(ConsoleFolder.LedgerKey, run.Output + run.Errors, StringComparison.Ordinal);
        return run;
    }

    private static bool IsMask(string line) => line.StartsWith("##vso[task.setsecret]", StringComparison.Ordinal) || line.StartsWith("::add-mask::", StringComparison.Ordinal);

    private static bool IsWarning(string line) => line.StartsWith("Warning: ", StringComparison.Ordinal);

    private static string[] Split(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
