using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>One run of <c>ghsecrets</c> as a process of its own, with what it wrote; neither token nor value may be in it.</summary>
internal sealed record ConsoleRun(int ExitCode, string Output, string Errors)
{
    private static readonly string s_path = typeof(ConsoleRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ConsolePath").Value!;

    /// <summary>Runs it in a folder, signed in to a server by the variables of a workflow.</summary>
    public static async Task<ConsoleRun> StartAsync(string folder, Uri server, string? token, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [s_path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in new[] { "GH_HOST", "GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN" })
        {
            start.Environment.Remove(variable);
        }

        start.Environment["GITHUB_API_URL"] = server.AbsoluteUri;
        if (token is not null)
        {
            start.Environment["GITHUB_TOKEN"] = token;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        ConsoleRun run = new(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
        Marked.AssertNotIn(run.Output + run.Errors);
        return run;
    }
}
