using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The writes of a cmdlet: several run at once, their outcomes are taken in input order, and a bar shows how far they
/// are.</summary>
/// <remarks>Used by the pipeline thread alone; only the writes run elsewhere.</remarks>
internal sealed class WriteQueue
{
    /// <summary>The most writes that run at once.</summary>
    internal const int MaximumThrottleLimit = 100;

    private readonly PSCmdlet _cmdlet;
    private readonly ApiRun _run;
    private readonly CancellationToken _stop;
    private readonly Action<Outcome> _take;
    private readonly InFlight<Outcome> _window;
    private readonly ProgressLine _line;
    private readonly RunProgress _progress = new(TimeProvider.System);
    private int _begun;
    private int _done;
    private int _failed;

    /// <summary>Opens a queue.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="run">What tells of the waits.</param>
    /// <param name="limit">How many writes run at once.</param>
    /// <param name="take">Takes an outcome, in input order.</param>
    /// <param name="stop">Ends what runs.</param>
    internal WriteQueue(PSCmdlet cmdlet, ApiRun run, int limit, Action<Outcome> take, CancellationToken stop)
    {
        (_cmdlet, _run, _take, _stop) = (cmdlet, run, take, stop);
        _window = new InFlight<Outcome>(limit, stop);
        _line = new ProgressLine(cmdlet);
        _progress.KnowsAll = !cmdlet.MyInvocation.ExpectingInput;
    }

    /// <summary>Adds items that are to be done.</summary>
    internal void Expect(int count) => _progress.Expected += count;

    /// <summary>Takes note of an item that was started, or that ended at once.</summary>
    internal void Begin()
    {
        _begun++;
        ShowProgress();
    }

    /// <summary>Starts a write; those of one key run in input order.</summary>
    /// <param name="key">What the writes to one secret have in common.</param>
    /// <param name="target">What an error is about.</param>
    /// <param name="write">The write.</param>
    /// <param name="held">What the write is made of; disposed when it has ended, and also when it never began.</param>
    /// <param name="lane">What the write enters first; null for nothing.</param>
    internal void Start<TChange>(
        string key,
        object target,
        Func<CancellationToken, Task<TChange>> write,
        IDisposable? held,
        SemaphoreSlim? lane)
        where TChange : class
    {
        TakeEnded();
        PipelineThread.Wait(_window.RoomAsync(), _stop, ShowProgress);
        _window.Start(key, lane, held, async stop =>
        {
            try
            {
                return new Outcome(await write(stop));
            }
            catch (GhSecretsException e)
            {
                return new Outcome(Errors.From(e, target));
            }
        });
    }

    /// <summary>Adds what failed without a write, in its place of the order.</summary>
    internal void Add(ErrorRecord error)
    {
        TakeEnded();
        _window.Add(new Outcome(error));
        TakeEnded();
    }

    /// <summary>Waits for all, once no more will come.</summary>
    internal void Finish()
    {
        _progress.KnowsAll = true;
        while (_window.Next is not null)
        {
            TakeNext();
        }

        _line.Complete();
    }

    /// <summary>Waits, after a stop, until nothing runs any more and all that was held is disposed.</summary>
    internal void Close() => PipelineThread.Wait(_window.CloseAsync(), CancellationToken.None);

    /// <summary>How far a run was, once it was stopped and closed; null when it had nothing to do yet.</summary>
    internal string? Stopped()
    {
        for (; _window.Next is Task<Outcome> next; _window.Take())
        {
            if (next.Status == TaskStatus.RanToCompletion)
            {
                Count(next.Result);
            }
        }

        return _progress.Expected > 0 ? _progress.Stopped(_done, _failed, _window.Cut) : null;
    }

    // Takes what is there, in order, and waits for the next only when too many have gathered behind it.
    private void TakeEnded()
    {
        while (_window.Next is { IsCompleted: true } || _window.IsFull)
        {
            TakeNext();
        }
    }

    private void TakeNext()
    {
        Outcome outcome = PipelineThread.Wait(_window.Next!, _stop, ShowProgress);
        _window.Take();
        Count(outcome);
        _take(outcome);
        ShowProgress();
    }

    private void Count(Outcome outcome) => _ = outcome.Error is null ? _done++ : _failed++;

    private void ShowProgress()
    {
        if (!_line.IsDue())
        {
            return;
        }

        if (_progress.LongWait(_run.WaitsUntil, "-MaximumWaitSec of the Connect- cmdlet") is string wait)
        {
            _cmdlet.Warn(wait);
        }

        string status = _progress.Count(_begun - _window.Open, _run.WaitsUntil);
        _line.Show(status, _progress.Percent, _progress.SecondsRemaining);
    }
}
