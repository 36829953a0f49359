using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>10 secrets to each of 50 repositories in one pipeline, against a shell loop over gh.</summary>
internal static class ManyRepositories
{
    private const int Count = 10;
    private static readonly string[] s_repositories = [.. Enumerable.Range(1, 50).Select(number => $"acme/app-{number}")];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row wall = new("10 secrets to each of 50 repositories, wall", "500 rows through one `Import-Csv | Set-GhRepoSecret` in a warm PowerShell, against a shell loop with one `gh secret set -f` for each repository.");
        Row requests = new("requests for the 500", "As the server counted them in the same runs: a put for each secret, and a key for each repository.");
        if (Tools.Missing("gh", "bash") is string why)
        {
            return [wall.LeftOut(why), requests.LeftOut(why)];
        }

        List<(string, string)> secrets = Secrets.Make(Count);
        string rows = Secrets.WriteRows("many", s_repositories, secrets);
        string variables = Secrets.WriteVariables("many", secrets);
        await using PowerShellClient client = new(bench);
        List<Sample>[] samples = await bench.TakeTurnsAsync(
            () => bench.CountAsync(s_repositories, () => client.ApplyAsync(rows)),
            () => bench.CountAsync(s_repositories, () => Shell.TimeAsync(
                bench.Mock, "for repository in \"${@:3}\"; do gh secret set -a \"$1\" -f \"$2\" -R \"$repository\"; done", [Secrets.Application, variables, .. s_repositories])));
        return
        [
            wall.Compare(samples[0].Select(run => run.Seconds), samples[1].Select(run => run.Seconds), "s", Limit.AtMost(0.1)),
            requests.Equal(samples[0].Select(run => run.Requests), samples[1].Select(run => run.Requests), s_repositories.Length * (Count + 1)),
        ];
    }
}
