using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A run that is killed at any moment leaves a true ledger: that of its last record, or of the one that it was about to keep.</summary>
public sealed class LedgerKilledTests : IDisposable
{
    private readonly LedgerFolder _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(41)]
    [InlineData(90)]
    public async Task TheFile_IsWhole_AndHoldsWhatWasConfirmed(int records)
    {
        int confirmed = await KillAfterAsync(records);

        LedgerScope scope = _ledger.Open().For(LedgerFolder.App);
        int last = scope.Entries.Values.Max(entry => int.Parse(entry.Access!.Split(' ')[0], CultureInfo.InvariantCulture));
        Dictionary<string, LedgerEntry> state = [];
        for (int number = 1; number <= last; number++)
        {
            state[LedgerWriter.NameOf(number)] = LedgerWriter.EntryOf(number);
        }

        Assert.InRange(last, confirmed, confirmed + 1);
        Assert.Equal(state.OrderBy(one => one.Key, StringComparer.Ordinal), scope.Entries);

        await scope.RecordAsync("AFTERWARDS", new LedgerEntry(), CancellationToken.None);
        Assert.Single(_ledger.Files);
    }

    /// <summary>Kills a process that records, and tells the last record that it said to have ended.</summary>
    private async Task<int> KillAfterAsync(int records)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LedgerWriter).Assembly.Location, _ledger.Folder]) { RedirectStandardOutput = true })!;
        string confirmed = "";
        try
        {
            for (int record = 1; record <= records; record++)
            {
                confirmed = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended by itself.");
            }
        }
        finally
        {
            process.Kill();
        }

        string[] rest = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return int.Parse(rest.LastOrDefault() ?? confirmed, CultureInfo.InvariantCulture);
    }
}
