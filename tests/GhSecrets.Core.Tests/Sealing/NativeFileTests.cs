using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>The files of libsodium for other systems than this one, as far as a program of such a system can be made and run here.</summary>
public sealed class NativeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ProgramsFact("musl-gcc")]
    public Task TheFileForMusl_Seals() => SealAsync("linux-musl-x64", "musl-gcc");

    [ProgramsFact("aarch64-linux-gnu-gcc", "qemu-aarch64")]
    public Task TheFileForArm64_Seals() => SealAsync("linux-arm64", "aarch64-linux-gnu-gcc", "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu");

    [ProgramsFact("arm-linux-gnueabihf-gcc", "qemu-arm")]
    public Task TheFileForArm_Seals() => SealAsync("linux-arm", "arm-linux-gnueabihf-gcc", "qemu-arm", "-L", "/usr/arm-linux-gnueabihf");

    private async Task SealAsync(string system, string compiler, params string[] emulator)
    {
        string program = Path.Combine(_folder, "seal");
        await RunAsync([compiler, "-o", program, Path.Combine(AppContext.BaseDirectory, "Sealing", "seal.c")]);

        string said = await RunAsync([.. emulator, program, Path.Combine(AppContext.BaseDirectory, "runtimes", system, "native", "libsodium.so")]);

        Assert.Equal("1.0.22", said.Trim());
    }

    private static async Task<string> RunAsync(List<string> command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
