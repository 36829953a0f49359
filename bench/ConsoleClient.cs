using System;
using System.IO;
using System.Threading.Tasks;

namespace Bench;

/// <summary>ghsecrets, a process for each call.</summary>
internal sealed class ConsoleClient(Workbench bench, bool paced) : IClient
{
    private static readonly string[] s_unpaced = ["--writes-per-minute", "0"];

    public string Remark => " (ghsecrets, whole process)";

    public Task<Sample> ApplyAsync(string rows) => Shell.TimeAsync(
        bench.Mock,
        "\"$@\"",
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "ghsecrets.dll"), "apply", rows, "--trusted-certificate", bench.Mock.Certificate, .. paced ? [] : s_unpaced]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
