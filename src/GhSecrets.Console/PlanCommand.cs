using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets plan FILE</c>: says what <c>apply</c> would do; reads only.</summary>
internal sealed class PlanCommand() : FileCommand(
    "plan",
    "Compares what a file declares with the secrets and variables that are there, and changes nothing. "
        + "Exit code 0: nothing to do; 2: something to do; 1: something failed. Host and token come from the environment, as with gh.")
{
    private protected override bool ComparesOnly => true;

    private protected override Task<bool> TakeAsync(SyncStep step, SyncOptions options, Report report, CancellationToken cancel)
    {
        if (step is not SyncStep.Compared { File: ComparedFile compared })
        {
            return Task.FromResult(false);
        }

        foreach (SecretComparison item in compared.Items)
        {
            report.Plan(item);
        }

        report.Count(compared.Items.OrderBy(item => item.Planned).Select(item => WordOf(item, options)));
        return Task.FromResult(compared.Writes.Any() || (options.Prune && compared.Removals.Any()));
    }
}
