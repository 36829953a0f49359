using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Bench;

/// <summary>What the rows share: the server, the PowerShell, and the way of taking turns.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    /// <summary>Where the module lies that is measured, and where the files of a run go.</summary>
    internal const string Folder = "out/bench";

    private readonly string[] _powerShell;

    private Workbench(string[] powerShell, Mock mock, int runs)
    {
        _powerShell = powerShell;
        Mock = mock;
        Runs = runs;
    }

    internal Mock Mock { get; }

    /// <summary>How many runs each median is of.</summary>
    internal int Runs { get; }

    internal static async Task<Workbench> StartAsync(string[] powerShell, int runs)
    {
        Directory.CreateDirectory(Folder);
        return new Workbench(powerShell, await Mock.StartAsync(), runs);
    }

    /// <summary>Runs things in turns, so that whatever else the machine does meets all of them; the first turn of each only warms up.</summary>
    internal Task<List<T>[]> TakeTurnsAsync<T>(params Func<Task<T>>[] sides) => TakeTurnsAsync(Runs, sides);

    /// <summary>The same for a number of runs of its own.</summary>
    internal static async Task<List<T>[]> TakeTurnsAsync<T>(int runs, params Func<Task<T>>[] sides)
    {
        List<T>[] samples = [.. sides.Select(_ => new List<T>())];
        for (int turn = 0; turn <= runs; turn++)
        {
            for (int side = 0; side < sides.Length; side++)
            {
                T sample = await sides[side]();
                if (turn > 0)
                {
                    samples[side].Add(sample);
                }
            }
        }

        return samples;
    }

    /// <summary>How to start PowerShell, which finds module and certificate in its environment.</summary>
    internal ProcessStartInfo PowerShell(params IEnumerable<string> arguments) => Child.Info(
        _powerShell[0],
        [.. _powerShell[1..], "-NoProfile", "-NonInteractive", .. arguments],
        new Dictionary<string, string>(Mock.Environment)
        {
            ["BENCH_MODULE"] = Path.GetFullPath(Path.Combine(Folder, "GhSecrets", "GhSecrets.psd1")),
            ["BENCH_CERTIFICATE"] = Mock.Certificate,
            ["NO_COLOR"] = "1",
        });

    /// <summary>Lets a client work on a server that is as new, and counts what comes; a run with a refusal is none.</summary>
    internal async Task<Sample> CountAsync(IEnumerable<string> repositories, Func<Task<Sample>> work)
    {
        await Mock.ResetAsync(repositories);
        Sample sample = await work();
        (int count, int refused, _) = await Mock.RequestsAsync();
        return refused == 0 ? sample with { Requests = count } : throw new InvalidOperationException($"{refused} of {count} requests were refused.");
    }

    public ValueTask DisposeAsync() => Mock.DisposeAsync();
}
