using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace Bench.Simulated;

/// <summary>The tables of docs/scale.md.</summary>
internal static class ScalePage
{
    internal const string Path = "docs/scale.md";

    internal const int Repositories = 10_000;

    private static readonly string s_simulated = System.IO.Path.Combine(Workbench.Folder, "scale.md");
    private static readonly int[] s_jobs = [1, 4, 8, 16, 32];

    /// <summary>Counts the lines of the tables that the page does not have, and keeps the tables beside the benchmarks' other files.</summary>
    internal static async Task<int> CompareAsync()
    {
        string[] lines = [.. await HourAsync(), "", .. await JobsAsync(), "", .. await SharedAsync(), "", .. await DayAsync()];
        await File.WriteAllLinesAsync(s_simulated, lines);
        HashSet<string> page = [.. await File.ReadAllLinesAsync(Path)];
        return lines.Count(line => !page.Contains(line));
    }

    /// <summary>How many secrets the largest run has that one token ends within an hour.</summary>
    private static async Task<IEnumerable<string>> HourAsync()
    {
        List<string> lines = ["| one token, in an hour | secrets written | secrets found unchanged |", "|---|--:|--:|"];
        foreach (TokenKind kind in new[] { TokenKind.Personal, TokenKind.App, TokenKind.Content })
        {
            lines.Add($"| {kind.Name} | {Count(await WithinAnHourAsync(kind, Rollout.First))} | {Count(await WithinAnHourAsync(kind, Rollout.Unchanged))} |");
        }

        return lines;
    }

    private static async Task<int> WithinAnHourAsync(TokenKind kind, Rollout rollout)
    {
        int ends = 0;
        int lasts = Repositories;
        while (lasts - ends > 1)
        {
            int middle = (ends + lasts) / 2;
            (TimeSpan took, _) = await kind.RunAsync(rollout.Requests(Enumerable.Range(1, middle)));
            (ends, lasts) = took <= TimeSpan.FromHours(1) ? (middle, lasts) : (ends, middle);
        }

        return ends * Rollout.SecretsEach;
    }

    /// <summary>How long 100,000 secrets take by jobs with a token each, the one with the largest slice.</summary>
    private static async Task<IEnumerable<string>> JobsAsync()
    {
        (string Name, Rollout Rollout, TokenKind Kind)[] columns =
        [
            ("all written, 5,000", Rollout.First, TokenKind.Personal),
            ("15,000", Rollout.First, TokenKind.App),
            ("`-ContentLimit`", Rollout.First, TokenKind.Content),
            ("1,000 written, 5,000", Rollout.Daily, TokenKind.Personal),
            ("15,000", Rollout.Daily, TokenKind.App),
            ("none written, 5,000", Rollout.Unchanged, TokenKind.Personal),
            ("15,000", Rollout.Unchanged, TokenKind.App),
        ];
        List<string> lines = [Line(["jobs, with a token each", .. columns.Select(column => column.Name)]), "|--:" + string.Concat(columns.Select(_ => "|--:")) + "|"];
        foreach (int jobs in s_jobs)
        {
            List<int>[] slices = Slices(jobs);
            List<string> cells = [Count(jobs)];
            foreach ((_, Rollout rollout, TokenKind kind) in columns)
            {
                (TimeSpan took, int refused) = await kind.RunAsync(slices.Select(rollout.Requests).MaxBy(requests => requests.Sum(SimulatedToken.PointsOf))!);
                cells.Add(refused == 0 ? Duration(took) : throw new InvalidOperationException($"{refused} requests of a job with a token of its own were refused."));
            }

            lines.Add(Line(cells));
        }

        return lines;
    }

    /// <summary>What four jobs gain, with a token each and with one for all.</summary>
    private static async Task<IEnumerable<string>> SharedAsync()
    {
        bool[] all = Rollout.First.Requests(Enumerable.Range(1, Repositories / 10));
        bool[][] quarters = [.. all.Chunk(all.Length / 4)];
        List<string> lines = ["| 10,000 secrets, all written, 15,000 an hour | wall | requests refused |", "|---|--:|--:|"];
        foreach ((string name, (TimeSpan took, int refused)) in new[]
        {
            ("one job", await TokenKind.App.RunAsync(all)),
            ("four jobs that share one token", await TokenKind.App.ShareAsync(quarters)),
            ("four jobs with a token each", await TokenKind.App.RunAsync(quarters[0])),
        })
        {
            lines.Add(Line([name, Duration(took), Count(refused)]));
        }

        return lines;
    }

    /// <summary>The runs of a day by one installation.</summary>
    private static async Task<IEnumerable<string>> DayAsync()
    {
        List<string> lines = ["| when | what | by one job |", "|---|---|--:|"];
        foreach ((string when, string what, Rollout rollout) in new[]
        {
            ("once", "the first rollout, started again with a fresh token until it ends", Rollout.First),
            ("each night", "`Sync-GhSecret` over the whole file, 1,000 secrets changed", Rollout.Daily),
            ("each pull request", "`Compare-GhSecret` over the whole file", Rollout.Unchanged),
        })
        {
            lines.Add(Line([when, what, Duration((await TokenKind.App.RunAsync(rollout.Requests(Enumerable.Range(1, Repositories)))).Took)]));
        }

        return lines;
    }

    private static List<int>[] Slices(int count)
    {
        Slice[] slices = [.. Enumerable.Range(1, count).Select(number => new Slice(number, count))];
        List<int>[] repositories = [.. slices.Select(_ => new List<int>())];
        for (int number = 1; number <= Repositories; number++)
        {
            SecretScope scope = SecretScope.ForRepository(FormattableString.Invariant($"acme/app-{number}"));
            repositories[Array.FindIndex(slices, slice => slice.Includes(scope))].Add(number);
        }

        return repositories;
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan span) => span < TimeSpan.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, span.TotalMinutes):0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} h");
}
