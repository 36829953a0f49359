using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Bench.Rows;

/// <summary>Sealing 64 bytes on one thread by both sealers, against a loop in C over the same libsodium.</summary>
internal static class Sealing
{
    private static readonly string s_program = Path.GetFullPath(Path.Combine(Workbench.Folder, "seal"));

    internal static async Task<IEnumerable<Row>> MeasureAsync(Workbench bench)
    {
        Row libsodium = new("sealing 64 bytes by libsodium", "Boxes that `SodiumSealer` makes in a second on one thread, against a loop in C over `crypto_box_seal` of the same library (bench/seal.c).");
        Row bouncyCastle = new("sealing 64 bytes by Bouncy Castle", "The same for `BouncyCastleSealer`, which works where libsodium cannot be loaded.");
        if (Tools.Missing("cc") is string why)
        {
            return [libsodium.LeftOut(why), bouncyCastle.LeftOut(why)];
        }

        await CompileAsync();
        List<double>[] samples = await bench.TakeTurnsAsync(
            () => RateAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "Bench.dll"), "seal", "libsodium"),
            () => RateAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "Bench.dll"), "seal", "BouncyCastle"),
            () => RateAsync(s_program));
        return
        [
            libsodium.Compare(samples[0], samples[2], "/s", Limit.AtLeast(0.95)),
            bouncyCastle.Compare(samples[1], samples[2], "/s", Limit.AtLeast(0.35)),
        ];
    }

    private static async Task CompileAsync()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        await Child.RunAsync(Child.Info(
            "cc",
            ["-O2", "-Wall", "-o", s_program, "bench/seal.c", Path.Combine(folder, "libsodium.so"), $"-Wl,-rpath,{folder}"],
            new Dictionary<string, string>()));
    }

    private static async Task<double> RateAsync(string program, params string[] arguments) =>
        double.Parse(await Child.RunAsync(Child.Info(program, arguments, new Dictionary<string, string>())), CultureInfo.InvariantCulture);
}
