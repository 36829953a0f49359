using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Bench.Simulated;

namespace Bench.Rows;

/// <summary>How long 100,000 secrets take by GitHub's limits: simulated, and docs/scale.md held to it.</summary>
internal static class Scale
{
    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        int[] repositories = [.. Enumerable.Range(1, ScalePage.Repositories)];
        bool[] requests = Rollout.First.Requests(repositories);
        List<Row> rows = [];
        foreach (TokenKind kind in new[] { TokenKind.Personal, TokenKind.App })
        {
            (TimeSpan took, int refused) = await kind.RunAsync(requests);
            TimeSpan least = kind.Least(requests);
            rows.Add(new Row(
                $"100,000 secrets by one token of {kind.Name}, simulated",
                "The governor of a session lets 130,000 requests out by a clock that costs no time, to GitHub's limits; against what the limits alone would take.")
                .Once(took.TotalHours, least.TotalHours, "h", "≤ 1.05 ×, none refused", refused == 0 && took <= least * 1.05));
        }

        rows.Add(new Row($"lines of {ScalePage.Path} that the simulation does not give", "Its tables are the simulation's; where they differ, out/bench/scale.md has those of this run.")
            .Equal([await ScalePage.CompareAsync()], [], 0));
        return rows;
    }
}
