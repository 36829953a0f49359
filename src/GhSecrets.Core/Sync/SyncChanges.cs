using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The changes of a run: asks for each, makes several at once, and tells of them in the order in which they were
/// planned.</summary>
/// <param name="options">What is to be done.</param>
/// <param name="session">The session.</param>
/// <param name="sync">Writes and removes.</param>
/// <param name="tell">Tells a step.</param>
/// <param name="ask">Tells a step and waits for its answer.</param>
/// <param name="stop">Ends the changes.</param>
internal sealed class SyncChanges(
    SyncOptions options,
    GhSession session,
    SecretSync sync,
    Action<SyncStep> tell,
    Func<SyncStep, Task> ask,
    CancellationToken stop) : IDisposable
{
    private readonly InFlight<SyncStep> _window = new(Math.Min(options.ThrottleLimit, session.ThrottleLimit), stop);

    // A value is asked for once, for all places of its secret; so is one that could not be had.
    private readonly Dictionary<DeclaredItem, (SecretContent? Content, GhSecretsException? Failure)> _asked = [];
    private readonly RunProgress _progress = new(session.Api.Options.Clock) { KnowsAll = true };
    private int _told;
    private int _changed;
    private int _failed;

    /// <summary>Writes first, then removes, then makes the ledger true; writes that were declined are no failure.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>.</exception>
    internal async Task MakeAsync(ComparedFile compared)
    {
        List<SecretComparison> writes = compared.Writes.ToList();
        List<SecretComparison> removals = options.Prune ? compared.Removals.ToList() : [];
        _progress.Expected = writes.Count + removals.Count;
        if (_progress.Expected > 0 && !options.IsWhatIf)
        {
            await sync.TryLedgerAsync().ConfigureAwait(false);
        }

        try
        {
            foreach (List<SecretComparison> items in new[] { writes, removals })
            {
                foreach (SecretComparison item in items)
                {
                    await OfferAsync(item).ConfigureAwait(false);
                }

                await DrainAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
        }

        await SettleAsync(compared).ConfigureAwait(false);
    }

    /// <summary>How far the changes are.</summary>
    internal SyncStep Progress(ApiRun? run)
    {
        DateTimeOffset waitsUntil = run?.WaitsUntil ?? default;
        if (_progress.LongWait(waitsUntil, options.Words.WaitLimit) is string wait)
        {
            return new SyncStep.Warned(wait);
        }

        string text = _progress.Count(Volatile.Read(ref _told), waitsUntil);
        return new SyncStep.Progressed(text, _progress.Percent, _progress.SecondsRemaining, compares: false);
    }

    /// <summary>How far the changes were, once they were stopped.</summary>
    internal string Stopped => _progress.Stopped(_changed, _failed, _window.Cut);

    /// <summary>Zeroes the values that were asked for.</summary>
    public void Dispose()
    {
        foreach ((SecretContent? content, _) in _asked.Values)
        {
            content?.Dispose();
        }
    }

    private async Task OfferAsync(SecretComparison item)
    {
        await TellEndedAsync().ConfigureAwait(false);
        DeclaredItem? declared = item.Planned == PlannedAction.Remove ? null : item.Declared;
        SyncStep.Planned planned = new(item, declared is null || _asked.ContainsKey(declared) ? null : declared.Prompt);
        try
        {
            await ask(planned).ConfigureAwait(false);
            if (planned is { Failure: GhSecretsException failure, Prompt: null })
            {
                throw failure;
            }

            if (planned.IsApproved)
            {
                await StartAsync(item, declared is null or { Kind: ItemKind.Variable } ? null : ContentOf(declared, planned))
                    .ConfigureAwait(false);
            }
            else
            {
                _told++;
            }
        }
        catch (GhSecretsException e)
        {
            _window.Add(new SyncStep.Failed(item, e, item.Line));
        }
        finally
        {
            // Also when the run was stopped after the answer.
            planned.Value?.Dispose();
        }
    }

    private SecretContent ContentOf(DeclaredItem secret, SyncStep.Planned planned)
    {
        if (secret.Content is { } known)
        {
            return known;
        }

        if (!_asked.TryGetValue(secret, out (SecretContent? Content, GhSecretsException? Failure) asked))
        {
            _asked[secret] = asked = planned.Value is SecretValue value
                ? (Examined(secret, value), null)
                : (null, planned.Failure ?? NobodyToAsk());
        }

        return asked.Content ?? throw asked.Failure!.Copy();
    }

    private static GhSecretsException NobodyToAsk() => new(
        ErrorId.InvalidValue,
        "Its value is to be asked for, and there is no terminal to ask on: nobody can be asked here. "
            + "Run it where a person is, or declare another source.");

    private SecretContent Examined(DeclaredItem secret, SecretValue value)
    {
        options.Mask?.Invoke(value);
        foreach (string doubt in options.SkipValueCheck ? [] : ValueDoubts.Of(value))
        {
            tell(new SyncStep.Warned($"{secret.Name}: {doubt}"));
        }

        return SecretContent.FromValue(value);
    }

    private async Task StartAsync(SecretComparison item, SecretContent? content)
    {
        await _window.RoomAsync().ConfigureAwait(false);
        _window.Start(item.Scope.KeyOf(item.Name), session.WriteLane(item.Scope), content?.Share(), async cancel =>
        {
            try
            {
                ItemChange change = item.Planned == PlannedAction.Remove
                    ? await sync.RemoveAsync(item, cancel).ConfigureAwait(false)
                    : await sync.WriteAsync(item, content, cancel).ConfigureAwait(false);
                return new SyncStep.Changed(item, change);
            }
            catch (GhSecretsException e)
            {
                return new SyncStep.Failed(item, e, item.Line);
            }
        });
    }

    // Tells what is there, in order, and waits for the next only when too many have gathered behind it.
    private async Task TellEndedAsync()
    {
        while (_window.Next is { IsCompleted: true } || _window.IsFull)
        {
            await TellNextAsync().ConfigureAwait(false);
        }
    }

    private async Task DrainAsync()
    {
        while (_window.Next is not null)
        {
            await TellNextAsync().ConfigureAwait(false);
        }
    }

    private async Task TellNextAsync()
    {
        TellEnd(await _window.Next!.ConfigureAwait(false));
        _window.Take();
        _told++;
    }

    private void TellEnd(SyncStep step)
    {
        _ = step is SyncStep.Changed ? _changed++ : _failed++;
        tell(step);
    }

    // After a stop what was done before it is told, too.
    private async Task CloseAsync()
    {
        await _window.CloseAsync().ConfigureAwait(false);
        for (; _window.Next is Task<SyncStep> next; _window.Take())
        {
            if (next.Status == TaskStatus.RanToCompletion)
            {
                TellEnd(await next.ConfigureAwait(false));
            }
        }
    }

    private async Task SettleAsync(ComparedFile compared)
    {
        GhSecretsException? unsettled = null;
        try
        {
            if (!options.IsWhatIf)
            {
                await sync.SettleAsync(compared, stop).ConfigureAwait(false);
            }
        }
        catch (GhSecretsException e)
        {
            unsettled = e;
        }

        tell(new SyncStep.Ended(compared));
        if (unsettled is not null)
        {
            // Told last: it is about the run, and no secret more has failed.
            tell(new SyncStep.Failed(null, unsettled));
        }
    }
}
