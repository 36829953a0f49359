using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets apply FILE</c>: makes the secrets that are there what a file declares; a failing secret never stops the
/// others.</summary>
internal sealed class ApplyCommand() : FileCommand(
    "apply",
    "Writes the secrets that differ from what a file declares and, with --prune, removes what it no longer declares. "
        + "Exit code 0: done; 1: something failed. Host and token come from the environment, as with gh.")
{
    private readonly List<SecretAction> _actions = [];

    private protected override async Task<bool> TakeAsync(SyncStep step, SyncOptions options, Report report, CancellationToken cancel)
    {
        switch (step)
        {
            case SyncStep.Planned planned:
                await ApproveAsync(planned, report, cancel);
                break;
            case SyncStep.Changed changed:
                _actions.Add(changed.Change.Done);
                report.Change(changed.Secret, changed.Change);
                break;
            case SyncStep.Ended ended:
                report.Count([
                    .. _actions.Order().Select(action => action.ToString()),
                    .. ended.File.Unchanged(options.Prune).OrderBy(secret => secret.Planned).Select(secret => WordOf(secret, options)),
                ]);
                break;
        }

        return false;
    }

    private static async Task ApproveAsync(SyncStep.Planned planned, Report report, CancellationToken cancel)
    {
        try
        {
            planned.Approve(planned.Prompt is string prompt ? await ValuePrompt.AskAsync($"Value of {prompt}", report, cancel) : null);
        }
        catch (GhSecretsException e)
        {
            planned.Fail(e);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The run hears of the stop as well, and still tells what was done before it.
            report.EndPrompt();
        }
    }
}
