using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace Bench;

/// <summary>Processes that this program starts; what they need of a secret comes by the environment or the input.</summary>
internal static class Child
{
    /// <summary>How to start a program, without the servers and tokens of the machine's own user.</summary>
    internal static ProcessStartInfo Info(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in start.Environment.Keys.Where(IsOfASession).ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return start;
    }

    /// <summary>Runs a program to its end and says what it wrote; one that fails is an exception.</summary>
    internal static async Task<string> RunAsync(ProcessStartInfo start)
    {
        (int code, string output, string error) = await EndAsync(start);
        return code == 0 ? output : throw new InvalidOperationException($"{start.FileName} ended with {code}: {error}{output}");
    }

    /// <summary>Runs a program to its end, and says how it ended and what it wrote.</summary>
    internal static async Task<(int Code, string Output, string Error)> EndAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private static bool IsOfASession(string variable) =>
        variable.StartsWith("GH_", StringComparison.Ordinal) || variable.StartsWith("GITHUB_", StringComparison.Ordinal) || variable.StartsWith("VELA_", StringComparison.Ordinal);
}
