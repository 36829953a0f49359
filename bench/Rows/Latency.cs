using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>Puts to a server that answers after 80 ms, against the least that a window of 8 could take.</summary>
internal static class Latency
{
    private const int Count = 400;
    private const int Window = 8;
    private const int Milliseconds = 80;
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row row = new("400 secrets at 80 ms latency, 8 at once", "Every answer of the server comes 80 ms late, the key's too; a full window would take 400 / 8 × 80 ms.");
        string rows = Secrets.WriteRows("latency", s_repositories, Secrets.Make(Count));
        await using PowerShellClient client = new(bench);
        List<Sample>[] samples = await bench.TakeTurnsAsync(async () =>
        {
            await bench.Mock.ResetAsync(s_repositories);
            await bench.Mock.SetFaultsAsync(new { latency = new { ms = Milliseconds, spreadMs = 0 } });
            return await client.ApplyAsync(rows);
        });
        return [row.Compare(samples[0].Select(run => run.Seconds), [Count / (double)Window * Milliseconds / 1000], "s", Limit.AtMost(1.1))];
    }
}
