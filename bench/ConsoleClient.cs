using System;
using System.IO;
using System.Threading.Tasks;

namespace Bench;

/// <summary>ghsecrets, a process for each call, with a new ledger: every secret is written.</summary>
/// <remarks>It lists each place before and after, and ends no sooner than a second after its last write: more than the cmdlets do for the same rows.</remarks>
internal sealed class ConsoleClient(Workbench bench, bool paced) : IClient
{
    private const int SecretsOnAPage = 100;
    private static readonly string[] s_unpaced = ["--writes-per-minute", "0"];

    public string Remark => " (`ghsecrets apply`, whole process, with lists and ledger)";

    public int Lists(int secrets) => 1 + ((secrets + SecretsOnAPage - 1) / SecretsOnAPage);

    public async Task<Sample> ApplyAsync(string rows)
    {
        string ledger = rows + ".ledger";
        if (Directory.Exists(ledger))
        {
            Directory.Delete(ledger, recursive: true);
        }

        return await Shell.TimeAsync(
            bench.Mock,
            "\"$@\"",
            ["dotnet", Path.Combine(AppContext.BaseDirectory, "ghsecrets.dll"), "apply", rows, "--ledger", ledger, "--trusted-certificate", bench.Mock.Certificate, .. paced ? [] : s_unpaced]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
