using System.Collections.Generic;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>1,000 secrets at the pace that a session keeps by default; once, because it takes minutes.</summary>
internal static class Paced
{
    private const int Count = 1000;
    private const int PointsPerMinute = 900;
    private const int LeastSeconds = (Count * 5 / PointsPerMinute) * 60;
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        string rows = Secrets.WriteRows("paced", s_repositories, Secrets.Make(Count));
        await using PowerShellClient client = new(bench, paced: true);
        await bench.Mock.ResetAsync(s_repositories);
        await bench.Mock.SetFaultsAsync(new { limits = new { concurrent = 100, points = PointsPerMinute, windowSeconds = 60, retryAfterSeconds = 60 } });
        Sample sample = await client.ApplyAsync(rows);
        (_, int refused, _) = await bench.Mock.RequestsAsync();
        Row row = new("1,000 secrets at the default pace, wall", "A single run without `-WritesPerMinute 0`. The server has GitHub's limit: 900 points in any minute, 5 for a write; what exceeds it is refused. 180 writes fit into a minute, so the last of them cannot begin before the sixth.");
        return [row.Once(sample.Seconds, LeastSeconds, "s", "no request refused", refused == 0)];
    }
}
