using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets apply FILE</c>: makes the secrets that are there what a file declares; a failing secret never stops the others.</summary>
internal sealed class ApplyCommand() : FileCommand(
    "apply", "Writes the secrets that differ from what a file declares and, with --prune, removes what it no longer declares. Exit code 0: done; 1: something failed. Host and token come from the environment, as with gh.")
{
    private protected override string Stopped => "Stopped. The changes above are done and in the ledger; one that was under way may be done, too. Run it again to do the rest.";

    private protected override async Task<bool> ActAsync(DeclaredRun run, ComparedFile compared, CancellationToken cancel)
    {
        run.EnsureRemoves(compared);
        if (compared.Writes.Any() || run.Removals(compared).Any())
        {
            await run.Sync.TryLedgerAsync();
        }

        using AskedValues asked = new(run);
        Changes changes = new(run, cancel);
        try
        {
            foreach (SecretComparison secret in compared.Writes)
            {
                await WriteAsync(run, asked, changes, secret, cancel);
            }

            await changes.FinishAsync();
            foreach (SecretComparison secret in run.Removals(compared))
            {
                await changes.StartAsync(secret, null, stop => run.Sync.RemoveAsync(secret, stop));
            }

            await changes.FinishAsync();
        }
        finally
        {
            await changes.CloseAsync();
        }

        GhSecretsException? unsettled = null;
        try
        {
            await run.Sync.SettleAsync(compared, cancel);
        }
        catch (GhSecretsException e)
        {
            unsettled = e;
        }

        run.Report.Count([
            .. changes.Actions.Order().Select(action => action.ToString()),
            .. compared.Secrets.Where(secret => !run.Changes(secret)).OrderBy(secret => secret.Action).Select(run.WordOf),
        ]);

        // Told last: it is about the run, and no secret more has failed.
        return unsettled is null ? false : throw unsettled;
    }

    private static async Task WriteAsync(DeclaredRun run, AskedValues asked, Changes changes, SecretComparison secret, CancellationToken cancel)
    {
        SecretContent content;
        try
        {
            content = secret.Declared!.Content ?? await asked.ForAsync(secret.Declared, cancel);
        }
        catch (GhSecretsException e)
        {
            await changes.FailAsync(secret, e);
            return;
        }

        await changes.StartAsync(secret, content, stop => run.Sync.WriteAsync(secret, content, stop));
    }
}
