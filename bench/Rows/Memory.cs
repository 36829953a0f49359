using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>What 100,000 records take of memory beyond 1,000.</summary>
internal static class Memory
{
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        const string Peak = "The peak working set of a PowerShell process that streams records, made one by one, through `Set-GhRepoSecret`.";
        return
        [
            await MeasureAsync(bench, "", Peak, []),
            await MeasureAsync(
                bench,
                ", youngest generation of 16 MB",
                $"{Peak} .NET sizes its youngest generation by the processor's cache; here it is held to 16 MB, so that the row tells what the module keeps.",
                new() { ["DOTNET_GCgen0size"] = "0x1000000" }),
        ];
    }

    private static async Task<Row> MeasureAsync(Workbench bench, string how, string meaning, Dictionary<string, string> environment)
    {
        Row row = new($"peak memory of 100,000 records over 1,000{how}", meaning);
        List<double>[] samples = await bench.TakeTurnsAsync(() => PeakAsync(bench, "100000", environment), () => PeakAsync(bench, "1000", environment));
        return row.Exceed(samples[0], samples[1], "MB", 64);
    }

    private static async Task<double> PeakAsync(Workbench bench, string count, Dictionary<string, string> environment)
    {
        await bench.Mock.ResetAsync(s_repositories);
        ProcessStartInfo start = bench.PowerShell("-File", "bench/Memory.ps1", count);
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return double.Parse(await Child.RunAsync(start), CultureInfo.InvariantCulture);
    }
}
