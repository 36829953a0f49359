using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that writes to a server: asks first, keeps several writes running, and reports them in input order.</summary>
public abstract class SessionWriterCmdlet<TScope, TSession> : SessionCmdlet<TScope, TSession>
    where TScope : notnull
    where TSession : class, IWriterSession
{
    private WriteQueue? _queue;

    /// <summary>Writes one object for every write that took effect.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many writes run at once; can only lower the limit of the session.</summary>
    [Parameter]
    [ValidateRange(1, WriteQueue.MaximumThrottleLimit)]
    public int ThrottleLimit { get; set; } = WriteQueue.MaximumThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _queue = new WriteQueue(this, Run, Math.Min(ThrottleLimit, CurrentSession.ThrottleLimit), Take, Stop);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _queue!.Finish();
        WriteExchanges();
    }

    /// <inheritdoc/>
    protected sealed override void Report(ErrorRecord record) => _queue!.Add(record);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        bool isStopped = Stop.IsCancellationRequested || Stopping;
        base.Dispose(disposing);
        if (disposing && _queue is WriteQueue queue)
        {
            queue.Close();
            if (isStopped && !IsWhatIf && queue.Stopped() is string text)
            {
                Shown.Stopped(this, text);
            }
        }
    }

    /// <summary>Whether the user said not to ask; null where there is no <c>-Force</c> for it.</summary>
    private protected virtual bool? Forced => null;

    /// <summary>Whether a write may happen, by <c>-WhatIf</c>, <c>-Confirm</c>, <c>-Force</c> and the preferences; that nobody can be asked
    /// is told.</summary>
    private protected bool Approves(object target, string action)
    {
        if (Forced == true && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm"))
        {
            return true;
        }

        try
        {
            return Confirmation.Ask(this, $"{target}", action, hasForce: Forced is not null);
        }
        catch (GhSecretsException e)
        {
            Report(Errors.From(e, target));
            return false;
        }
    }

    /// <summary>Looks at the value of a record before it is used: tells the runner of it, where the session was told to, and warns of what
    /// looks like a slip.</summary>
    private protected void Examine(SecretValue? value, string[] names, bool skipCheck)
    {
        if (value is null)
        {
            return;
        }

        if (CurrentSession.RegisterMask)
        {
            RunnerLog.Mask(value);
        }

        if (!skipCheck)
        {
            WarnOf(ValueDoubts.Of(value), string.Join(", ", names));
        }
    }

    /// <summary>Warns of what is doubtful in a value.</summary>
    private protected void WarnOf(IEnumerable<string> doubts, string names)
    {
        foreach (string doubt in doubts)
        {
            this.Warn($"{names}: {doubt} (-SkipValueCheck silences this.)");
        }
    }

    /// <summary>Makes what is to be written to all targets of a record; null where it cannot be made, which is told for each of
    /// them.</summary>
    private protected T? Make<TTarget, T>(IReadOnlyCollection<TTarget> targets, Func<T> make)
        where TTarget : class
        where T : class
    {
        try
        {
            return make();
        }
        catch (GhSecretsException e)
        {
            ForEach(targets, target => Report(Errors.From(e.Copy(), LabelOf(target))));
            return null;
        }
    }

    /// <summary>Does something for every target; one that fails is reported and stops no other.</summary>
    private protected void ForEach<TTarget>(IReadOnlyCollection<TTarget> targets, Action<TTarget> act)
        where TTarget : class
    {
        _queue!.Expect(targets.Count);
        foreach (TTarget target in targets)
        {
            try
            {
                act(target);
            }
            catch (GhSecretsException e)
            {
                Report(Errors.From(e, target));
            }

            _queue.Begin();
        }
    }

    /// <summary>Starts a write that was approved; writes of one key run in input order.</summary>
    /// <param name="key">What the writes to one secret have in common.</param>
    /// <param name="target">What an error is about.</param>
    /// <param name="write">The write.</param>
    /// <param name="lane">What the write enters first; null for nothing.</param>
    private protected void Start<TChange>(
        string key,
        object target,
        Func<CancellationToken, Task<TChange>> write,
        SemaphoreSlim? lane = null)
        where TChange : class => _queue!.Start(key, target, write, held: null, lane);

    /// <summary>Starts a write and disposes what it was made of when it has ended; without approval at once.</summary>
    private protected void StartApproved<TUpdate, TChange>(
        string key,
        object target,
        Func<TUpdate, string> action,
        TUpdate update,
        Func<TUpdate, CancellationToken, Task<TChange>> write,
        SemaphoreSlim? lane = null)
        where TUpdate : IDisposable
        where TChange : class
    {
        bool started = false;
        try
        {
            if (Approves(target, action(update)))
            {
                _queue!.Start(key, target, stop => write(update, stop), update, lane);
                started = true;
            }
        }
        finally
        {
            if (!started)
            {
                update.Dispose();
            }
        }
    }

    private void Take(Outcome outcome)
    {
        WriteExchanges();
        if (outcome.Error is not null)
        {
            Show(outcome.Error);
        }
        else if (PassThru)
        {
            WriteObject(outcome.Result);
        }
    }
}
