using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary><c>ghsecrets apply FILE</c>: makes the secrets and variables that are there what a file declares; a failing one never stops the
/// others.</summary>
internal sealed class ApplyCommand() : FileCommand(
    "apply",
    "Writes the secrets and variables that differ from what a file declares and, with --prune, removes what it no longer declares. "
        + "Exit code 0: done; 1: something failed. Host and token come from the environment, as with gh.")
{
    private readonly List<string> _actions = [];

    private protected override async Task<bool> TakeAsync(SyncStep step, SyncOptions options, Report report, CancellationToken cancel)
    {
        switch (step)
        {
            case SyncStep.Planned planned:
                await ApproveAsync(planned, report, cancel);
                break;
            case SyncStep.Changed changed:
                _actions.Add(changed.Change.Action);
                report.Change(changed.Item, changed.Change);
                break;
            case SyncStep.Ended ended:
                report.Count([
                    .. _actions.OrderBy(Enum.Parse<VariableAction>),
                    .. ended.File.Unchanged(options.Prune).OrderBy(item => item.Planned).Select(item => WordOf(item, options)),
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
