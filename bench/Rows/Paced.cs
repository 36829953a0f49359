using System.Collections.Generic;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>1,000 secrets at the pace that a session keeps by default; once, because it takes minutes.</summary>
internal static class Paced
{
    private const int Count = 1000;
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        string rows = Secrets.WriteRows("paced", s_repositories, Secrets.Make(Count));
        await using IClient client = bench.OpenClient(paced: true);
        Sample sample = await bench.CountAsync(s_repositories, () => client.ApplyAsync(rows));
        Row row = new("1,000 secrets at the default pace, wall", "One run as it is without `-WritesPerMinute 0`: GitHub allows 900 points in a minute, and a write costs 5 of them.");
        return [row.By(client).Once(sample.Seconds, "s", "333 s at 900 points a minute")];
    }
}
