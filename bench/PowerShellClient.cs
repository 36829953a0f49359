using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Bench;

/// <summary>A PowerShell process that stays, with the module imported; <c>Session.ps1</c> is its other end.</summary>
internal sealed class PowerShellClient(Workbench bench, bool paced = false) : IAsyncDisposable
{
    private readonly Process _process = Process.Start(bench.PowerShell(["-File", "bench/Session.ps1", .. paced ? ["-Paced"] : Array.Empty<string>()]))!;

    /// <summary>Sets the secret of every row of a CSV file.</summary>
    internal async Task<Sample> ApplyAsync(string rows)
    {
        await _process.StandardInput.WriteLineAsync(Path.GetFullPath(rows));
        await _process.StandardInput.FlushAsync();
        string? answer = await _process.StandardOutput.ReadLineAsync();
        if (answer is not ['{', ..])
        {
            throw new InvalidOperationException($"{answer}\n{await _process.StandardError.ReadToEndAsync()}");
        }

        JsonNode sample = JsonNode.Parse(answer)!;
        return new Sample((double)sample["seconds"]!, (double)sample["processor"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
