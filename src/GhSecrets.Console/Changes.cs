using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>Writes and removes, several at once, and tells of each in the order in which they began.</summary>
internal sealed class Changes(DeclaredRun run, CancellationToken cancel)
{
    private readonly InFlight<Outcome> _window = new(run.Session.ThrottleLimit, cancel);
    private readonly List<SecretAction> _actions = [];

    /// <summary>What has been done so far, change by change.</summary>
    internal IReadOnlyList<SecretAction> Actions => _actions;

    /// <summary>Starts a change; those of one secret run one after another.</summary>
    internal async Task StartAsync(SecretComparison secret, SecretContent? content, Func<CancellationToken, Task<SecretChange>> change)
    {
        await TellEndedAsync();
        await _window.RoomAsync();
        _window.Start(secret.Scope.KeyOf(secret.Name), run.Session.WriteLane(secret.Scope), content?.Share(), async stop =>
        {
            try
            {
                return new Outcome(secret, await change(stop), null);
            }
            catch (GhSecretsException e)
            {
                return new Outcome(secret, null, e);
            }
        });
    }

    /// <summary>Takes a change that could not begin, in its place of the order.</summary>
    internal async Task FailAsync(SecretComparison secret, GhSecretsException error)
    {
        await TellEndedAsync();
        _window.Add(new Outcome(secret, null, error));
    }

    /// <summary>Waits for all and tells of them.</summary>
    internal async Task FinishAsync()
    {
        while (_window.Next is not null)
        {
            await TellNextAsync();
        }
    }

    /// <summary>Waits, after a stop, until nothing runs any more, and tells of what was done before it.</summary>
    internal async Task CloseAsync()
    {
        await _window.CloseAsync();
        while (_window.Next is Task<Outcome> next)
        {
            if (next.IsCompletedSuccessfully)
            {
                Tell(await next);
            }

            _window.Take();
        }
    }

    private async Task TellEndedAsync()
    {
        while (_window.Next is { IsCompleted: true } || _window.IsFull)
        {
            await TellNextAsync();
        }
    }

    private async Task TellNextAsync()
    {
        Tell(await _window.Next!);
        _window.Take();
    }

    private void Tell(Outcome outcome)
    {
        if (outcome.Change is SecretChange change)
        {
            _actions.Add(change.Action);
            run.Report.Change(outcome.Secret, change);
        }
        else
        {
            run.Report.Fail(outcome.Secret, outcome.Error!, outcome.Secret.Line);
        }
    }

    private sealed record Outcome(SecretComparison Secret, SecretChange? Change, GhSecretsException? Error);
}
