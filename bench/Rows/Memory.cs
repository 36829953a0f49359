using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>What 100,000 records take of memory beyond 1,000.</summary>
internal static class Memory
{
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row row = new("peak memory of 100,000 records over 1,000", "The peak working set of a PowerShell process that streams records, made one by one, through `Set-GhRepoSecret`.");
        List<double>[] samples = await bench.TakeTurnsAsync(() => PeakAsync(bench, "100000"), () => PeakAsync(bench, "1000"));
        return [row.Exceed(samples[0], samples[1], "MB", 64)];
    }

    private static async Task<double> PeakAsync(Workbench bench, string count)
    {
        await bench.Mock.ResetAsync(s_repositories);
        return double.Parse(await Child.RunAsync(bench.PowerShell("-File", "bench/Memory.ps1", count)), CultureInfo.InvariantCulture);
    }
}
