using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>What it costs to hold 2,000 declared secrets against what is there, when nothing and when little has changed.</summary>
internal static class Declared
{
    private const int Places = 200;
    private const int Each = 10;
    private const int Changed = 10;
    private static readonly string[] s_repositories = [.. Enumerable.Range(1, Places).Select(number => $"acme/app-{number}")];

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row wall = new("2,000 declared secrets at 200 places, unchanged, compared", "`Compare-GhSecret` of a file whose secrets an earlier `Sync-GhSecret` wrote: the file read, every place listed, every value held against the ledger.");
        Row requests = new("requests for it", "As the server counted them: at most 2 a place are allowed, and no write.");
        Row writes = new("writes after 10 of the 2,000 changed", "As the server counted them while `Sync-GhSecret` ran over the changed file.");
        string file = Path.Combine(Workbench.Folder, "declared.yaml");
        List<(double Seconds, int Requests, int Writes)>[] samples = await bench.TakeTurnsAsync(() => RunAsync(bench, file));
        return
        [
            wall.Within(samples[0].Select(run => run.Seconds), "s", 3),
            requests.Equal(samples[0].Select(run => run.Requests), [], Places),
            writes.Equal(samples[0].Select(run => run.Writes), [], Changed),
        ];
    }

    private static async Task<(double Seconds, int Requests, int Writes)> RunAsync(Workbench bench, string file)
    {
        if (Directory.Exists(file + ".ledger"))
        {
            Directory.Delete(file + ".ledger", recursive: true);
        }

        await bench.Mock.ResetAsync(s_repositories);
        await WriteAsync(file, changed: 0);
        await Child.RunAsync(bench.PowerShell("-File", "bench/Declared.ps1", "Sync", file));
        (int before, _, int written) = await bench.Mock.RequestsAsync();
        double seconds = double.Parse(await Child.RunAsync(bench.PowerShell("-File", "bench/Declared.ps1", "Compare", file)), CultureInfo.InvariantCulture);
        (int after, _, int stillWritten) = await bench.Mock.RequestsAsync();
        await WriteAsync(file, Changed);
        await Child.RunAsync(bench.PowerShell("-File", "bench/Declared.ps1", "Sync", file));
        (_, _, int allWritten) = await bench.Mock.RequestsAsync();

        // A write while comparing would show as one request too many.
        return (seconds, after - before + (stillWritten - written), allWritten - stillWritten);
    }

    private static Task WriteAsync(string file, int changed) => File.WriteAllLinesAsync(
        file,
        ["secrets:", .. Enumerable.Range(0, Places * Each).Select(number => $"  - {{ name: SECRET_{number % Each}, repositories: [{s_repositories[number / Each]}], value: {{ text: value {number}{(number < changed ? " anew" : "")} }} }}")]);
}
