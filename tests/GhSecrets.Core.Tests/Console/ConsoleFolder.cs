using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A folder where <c>ghsecrets</c> runs as a process of its own, with a ledger key and without the variables of the machine's own sessions and runners.</summary>
internal sealed class ConsoleFolder : IDisposable
{
    public const string LedgerKey = "key of the tests' ledger";

    private static readonly string[] s_foreign = ["GH_", "GHSECRETS_", "GITHUB_", "TF_", "SYSTEM_", "VSTS_"];

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>The variables that a process gets.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["GHSECRETS_LEDGER_KEY"] = LedgerKey,
        ["GITHUB_TOKEN"] = Marked.Token,
        ["TOKEN"] = Marked.Value,
    };

    /// <summary>Every file of the ledger of a file, by its path in the ledger's folder.</summary>
    public string[] LedgerFiles(string ledger)
    {
        string folder = Path.Combine(Folder, ledger);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Writes a file as Excel does, with a byte order mark; gives its name.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text.ReplaceLineEndings("\n"), Encoding.UTF8);
        return name;
    }

    /// <summary>Writes <c>secrets.yaml</c> with secrets, one a line from line 2 on; gives its name.</summary>
    public string Declare(params string[] secrets) => Write("secrets.yaml", "secrets:\n" + string.Concat(secrets.Select(secret => $"- {secret}\n")));

    public async Task<ConsoleRun> RunAsync(Uri server, params string[] arguments)
    {
        using Process process = Start(server, arguments);
        return await ConsoleRun.EndAsync(process, arguments.Contains("--register-mask"));
    }

    public Process Start(Uri server, params string[] arguments) => StartProgram(server, "dotnet", [Build.ConsolePath, .. arguments]);

    /// <summary>Starts it at a terminal of its own, which shows as output what a person would see.</summary>
    // exec: a shell that stays (dash, where SHELL is not set) would end by the Ctrl+C that is meant for ghsecrets.
    public Process StartAtTerminal(Uri server, string arguments) => StartProgram(server, "script", ["-qec", $"exec dotnet '{Build.ConsolePath}' {arguments}", "/dev/null"]);

    public void Dispose()
    {
        foreach (string file in Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories))
        {
            Marked.AssertNotIn(File.ReadAllText(file));
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Process StartProgram(Uri server, string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in start.Environment.Keys.Where(IsOfASessionOrRunner).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["GITHUB_API_URL"] = server.AbsoluteUri;
        foreach ((string variable, string? value) in Variables)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOfASessionOrRunner(string variable) =>
        s_foreign.Any(start => variable.StartsWith(start, StringComparison.Ordinal));
}
