using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>Puts of sealed values at concurrency 8, against wrk.</summary>
internal static class Throughput
{
    private const int Count = 5000;
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row row = new("puts per second at concurrency 8", "5,000 rows with values that are sealed already, in a warm PowerShell with a throttle limit of 8, against `wrk -t 1 -c 8` that puts the same ones for 3 seconds. The server opens every one.");
        if (Tools.Missing("wrk") is string why)
        {
            return [row.LeftOut(why)];
        }

        await bench.Mock.ResetAsync(s_repositories);
        string rows = await Secrets.WriteSealedRowsAsync("sealed", bench.Mock, s_repositories[0], Secrets.Make(Count));
        await using PowerShellClient client = new(bench);
        List<double>[] samples = await bench.TakeTurnsAsync(
            async () => Count / (await client.ApplyAsync(rows)).Seconds,
            () => LoadAsync(bench.Mock, rows));
        return (await bench.Mock.RequestsAsync()).Refused > 0 ? throw new InvalidOperationException("Puts were refused.") : [row.Compare(samples[0], samples[1], "/s", Limit.AtLeast(0.5))];
    }

    private static async Task<double> LoadAsync(Mock mock, string rows)
    {
        ProcessStartInfo start = Child.Info("wrk", ["-t", "1", "-c", "8", "-d", "3s", "-s", "bench/put.lua", mock.Api.AbsoluteUri], new Dictionary<string, string>(mock.Environment) { ["BENCH_ROWS"] = rows });
        string output = await Child.RunAsync(start);
        return double.Parse(output.Split("puts per second: ")[1].Trim(), CultureInfo.InvariantCulture);
    }
}
