using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>1,000 secrets to one repository: wall time, processor time and requests, against one <c>gh secret set -f</c>.</summary>
internal static class OneRepository
{
    private const int Count = 1000;
    private static readonly string[] s_repositories = ["acme/app"];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row wall = new("1,000 secrets to one repository, wall", "`Import-Csv | Set-GhRepoSecret` in a warm PowerShell (module imported, session connected), against one `gh secret set -f` as a whole process. The connection is opened and the key read within the time: none is cached.");
        Row processor = new("client processor time per secret", "User and system time of the same runs: what the PowerShell process used meanwhile, and all that gh used.");
        Row requests = new("requests for the 1,000", "As the server counted them in the same runs: a put for each secret, and the key once.");
        if (Tools.Missing("gh", "bash") is string why)
        {
            return [wall.LeftOut(why), processor.LeftOut(why), requests.LeftOut(why)];
        }

        List<(string, string)> secrets = Secrets.Make(Count);
        string rows = Secrets.WriteRows("one", s_repositories, secrets);
        string variables = Secrets.WriteVariables("one", secrets);
        await using PowerShellClient client = new(bench);
        List<Sample>[] samples = await bench.TakeTurnsAsync(
            () => bench.CountAsync(s_repositories, () => client.ApplyAsync(rows)),
            () => bench.CountAsync(s_repositories, () => Shell.TimeAsync(bench.Mock, "gh secret set -a \"$1\" -f \"$2\" -R \"$3\"", Secrets.Application, variables, s_repositories[0])));
        return
        [
            wall.Compare(samples[0].Select(run => run.Seconds), samples[1].Select(run => run.Seconds), "s", Limit.AtMost(0.4)),
            processor.Compare(samples[0].Select(run => run.Processor * 1000 / Count), samples[1].Select(run => run.Processor * 1000 / Count), "ms", Limit.AtMost(0.6)),
            requests.Equal(samples[0].Select(run => run.Requests), samples[1].Select(run => run.Requests), Count + 1),
        ];
    }
}
