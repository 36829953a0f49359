using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>Sealing 64 bytes on one thread by both sealers, against a loop in C over libsodium.</summary>
internal static class Sealing
{
    private static readonly string s_program = Path.GetFullPath(Path.Combine(Workbench.Folder, "seal"));

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row libsodium = new("sealing 64 bytes by libsodium", "Boxes that `LibsodiumSealer` makes in a second on one thread, against a loop in C over `crypto_box_seal` (bench/seal.c).");
        Row managed = new("sealing 64 bytes in C#", "The same for `ManagedSealer`, which works where no libsodium can be loaded.");
        if ((bench.Tools.Missing("cc") ?? await CompileAsync()) is string why)
        {
            return [libsodium.LeftOut(why), managed.LeftOut(why)];
        }

        List<double>[] samples = await bench.TakeTurnsAsync(
            () => RateAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "Bench.dll"), "seal", "libsodium"),
            () => RateAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "Bench.dll"), "seal", "managed"),
            () => RateAsync(s_program));
        return
        [
            libsodium.Compare(samples[0], samples[2], "/s", Limit.AtLeast(0.95)),
            managed.Compare(samples[1], samples[2], "/s", Limit.AtLeast(0.35)),
        ];
    }

    private static async Task<string?> CompileAsync()
    {
        try
        {
            await Child.RunAsync(Child.Info("cc", ["-O2", "-Wall", "-o", s_program, "bench/seal.c", "-lsodium"], new Dictionary<string, string>()));
            return null;
        }
        catch (InvalidOperationException)
        {
            return "without the headers of libsodium";
        }
    }

    private static async Task<double> RateAsync(string program, params string[] arguments) =>
        double.Parse(await Child.RunAsync(Child.Info(program, arguments, new Dictionary<string, string>())), CultureInfo.InvariantCulture);
}
