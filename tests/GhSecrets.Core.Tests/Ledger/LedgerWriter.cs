using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What this assembly does as a program: records without an end, and says the number of each record that has ended.</summary>
internal static class LedgerWriter
{
    private const int Names = 40;

    // So long that the file takes its time to be written.
    private static readonly string s_filling = new('x', 8000);

    private static async Task Main(string[] arguments)
    {
        LedgerScope scope = Ledger.Open(arguments[0], ApiHost.FromName("github.com")).For(LedgerFolder.App);
        using StreamWriter output = new(Console.OpenStandardOutput()) { AutoFlush = true };
        for (int number = 1; ; number++)
        {
            await scope.RecordAsync(NameOf(number), EntryOf(number), CancellationToken.None);
            await output.WriteLineAsync(FormattableString.Invariant($"{number}"));
        }
    }

    /// <summary>Names come round, so that a later record is put in the place of an earlier one.</summary>
    public static string NameOf(int number) => FormattableString.Invariant($"TOKEN_{number % Names}");

    public static LedgerEntry EntryOf(int number) => new() { Access = FormattableString.Invariant($"{number} {s_filling}") };
}
