using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets plan FILE</c>: says what <c>apply</c> would do; reads only.</summary>
internal sealed class PlanCommand() : FileCommand(
    "plan", "Compares what a file declares with the secrets that are there, and changes nothing. Exit code 0: nothing to do; 2: something to do; 1: something failed. Host and token come from the environment, as with gh.")
{
    private protected override string Stopped => "Stopped.";

    private protected override Task<bool> ActAsync(DeclaredRun run, ComparedFile compared, CancellationToken cancel)
    {
        foreach (SecretComparison secret in compared.Secrets)
        {
            run.Report.Plan(secret);
        }

        run.Report.Count(compared.Secrets.OrderBy(secret => secret.Action).Select(run.WordOf));
        run.EnsureRemoves(compared);
        return Task.FromResult(compared.Writes.Any() || run.Removals(compared).Any());
    }
}
