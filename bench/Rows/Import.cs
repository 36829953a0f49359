using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>What <c>Import-Module</c> takes in a PowerShell that has started, beside an empty module and one that PowerShell brings.</summary>
internal static class Import
{
    // Single imports differ by more than what is measured.
    private const int LeastRuns = 9;

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row beside = new(
            "Import-Module, against PSResourceGet",
            $"The time of `Import-Module` within a `pwsh -NoProfile` of its own, against that of `Microsoft.PowerShell.PSResourceGet`, which PowerShell brings. Medians of at least {LeastRuns} runs.");
        Row over = new("Import-Module, over an empty module", "The same imports of ours, against those of a module with an empty script.");
        string empty = MakeEmptyModule();
        List<double>[] samples = await Workbench.TakeTurnsAsync(
            Math.Max(LeastRuns, bench.Runs),
            () => TimeAsync(bench, "$env:BENCH_MODULE"),
            () => TimeAsync(bench, "$PSHOME/Modules/Microsoft.PowerShell.PSResourceGet/Microsoft.PowerShell.PSResourceGet.psd1"),
            () => TimeAsync(bench, empty));
        return [beside.Compare(samples[0], samples[1], "ms", Limit.AtMost(0.75)), over.Exceed(samples[0], samples[2], "ms", 40)];
    }

    private static string MakeEmptyModule()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Workbench.Folder, "Empty")).FullName;
        string manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'Empty.psm1'; ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
        File.WriteAllText(Path.Combine(folder, "Empty.psm1"), "");
        return manifest;
    }

    private static async Task<double> TimeAsync(Workbench bench, string manifest)
    {
        string command = $"$watch = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module \"{manifest}\" -ErrorAction Stop; \"$($watch.Elapsed.TotalMilliseconds)\"";
        return double.Parse(await Child.RunAsync(bench.PowerShell("-Command", command)), CultureInfo.InvariantCulture);
    }
}
