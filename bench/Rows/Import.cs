using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>What <c>Import-Module</c> adds to a start of PowerShell.</summary>
internal static class Import
{
    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row row = new("Import-Module over a bare start", "The wall time of `pwsh -NoProfile` that imports the module and ends, against one that only ends.");
        if (bench.Tools.Missing("pwsh") is string why)
        {
            return [row.LeftOut(why)];
        }

        List<double>[] samples = await bench.TakeTurnsAsync(
            () => TimeAsync(bench, "Import-Module $env:BENCH_MODULE"),
            () => TimeAsync(bench, "$null"));
        return [row.Exceed(samples[0], samples[1], "ms", 100)];
    }

    private static async Task<double> TimeAsync(Workbench bench, string command)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await Child.RunAsync(bench.PowerShell("-Command", command));
        return watch.Elapsed.TotalMilliseconds;
    }
}
