using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace Bench;

/// <summary>The table, and the page around it.</summary>
internal sealed class Report(Workbench bench)
{
    internal const string Path = "docs/benchmarks.md";

    private readonly List<Row> _rows = [];

    /// <summary>Adds a row, and shows it at once.</summary>
    internal void Add(Row row)
    {
        _rows.Add(row);
        Console.WriteLine(Line(row));
    }

    internal string Table()
    {
        StringBuilder table = new();
        table.AppendLine("| what, with `-WritesPerMinute 0` unless it says otherwise | ours | theirs, or the least | ratio | must reach | reached |").AppendLine("|---|---|---|---|---|---|");
        _rows.ForEach(row => table.AppendLine(Line(row)));
        return table.ToString().TrimEnd();
    }

    internal async Task<string> WriteAsync() =>
        $"""
        # Benchmarks

        {(bench.Runs == 1 ? "One run" : $"Medians of {bench.Runs} runs")}, after one that only warms up; ours and theirs take turns. All clients write the same values to the same
        MockGitHub, a process of its own, over TLS (ours and gh by HTTP/2, wrk by HTTP/1.1), which opens and keeps every one. Every session but that of the default pace
        is connected with `-WritesPerMinute 0`, without any pacing. Only the ratios say something about another machine.

        {Table()}

        ## What each row measures

        {string.Join('\n', _rows.Select(row => $"- **{row.What}.** {row.Note}"))}

        1,000 secrets go to the store of Dependabot, because a repository holds no more than 100 for Actions.

        ## Where

        - {Processor()}, {Environment.ProcessorCount} cores, {Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3))} GB, {RuntimeInformation.OSDescription}; server and clients share it
        - .NET SDK {await VersionAsync("dotnet", "--version")}, PowerShell {await VersionAsync(bench.PowerShell("-Command", "$PSVersionTable.PSVersion.ToString()"))}, gh {await VersionAsync("gh", "--version")}, wrk {await VersionAsync("wrk", "--version")}, {Sealers.Best.Name}

        ## Again

        ```console
        ./build.sh bench
        ```

        On Windows that is `./build.ps1 -Task Bench`. It builds for Release, takes its time, and writes this page anew; `--runs N` makes medians of fewer runs,
        `--quick` leaves out the default pace. It uses gh, wrk, bash and a C compiler; a row that lacks something says so.

        """.ReplaceLineEndings("\n");

    private static string Line(Row row) => $"| {row.What} | {row.Ours} | {row.Theirs} | {row.Ratio} | {row.MustReach} | {row.Reached} |";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is string model
            ? model[(model.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The first number with a point in a program's answer, whatever its exit code: wrk ends with 1.</summary>
    private static Task<string> VersionAsync(string program, string argument) => VersionAsync(Child.Info(program, [argument], new Dictionary<string, string>()));

    private static async Task<string> VersionAsync(ProcessStartInfo start)
    {
        try
        {
            return Regex.Match((await Child.EndAsync(start)).Output, @"\d+(\.\d+)+").Value;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "not there";
        }
    }
}
