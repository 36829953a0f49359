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
    where TSession : class
{
    private const int MaximumThrottleLimit = 100;

    private InFlight<Outcome>? _window;
    private ProgressLine? _progress;

    /// <summary>Writes one object for every write that took effect.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many writes run at once; can only lower the limit of the session.</summary>
    [Parameter]
    [ValidateRange(1, MaximumThrottleLimit)]
    public int ThrottleLimit { get; set; } = MaximumThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = new InFlight<Outcome>(Math.Min(ThrottleLimit, SessionLimit), Stop);
        _progress = new ProgressLine(this, Run);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _progress!.ExpectNoMore();
        Drain();
        _progress.Complete();
        WriteExchanges();
    }

    /// <summary>Waits for all writes that were started, and writes out how they ended.</summary>
    private protected void Drain()
    {
        while (_window!.Next is not null)
        {
            WriteNext();
        }
    }

    /// <inheritdoc/>
    protected sealed override void Report(ErrorRecord record)
    {
        WriteEnded();
        _window!.Add(new Outcome(record));
        WriteEnded();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            PipelineThread.Wait(_window?.CloseAsync() ?? Task.FromResult(true), CancellationToken.None);
        }
    }

    /// <summary>How many operations the session lets run at once.</summary>
    private protected abstract int SessionLimit { get; }

    /// <summary>Whether the session wants each value told to the runner.</summary>
    private protected abstract bool RegistersMask { get; }

    /// <summary>Whether the user said not to ask.</summary>
    private protected virtual bool Forced => false;

    /// <summary>Whether a write may happen, by <c>-WhatIf</c>, <c>-Confirm</c>, <c>-Force</c> and the preferences.</summary>
    private protected bool Approves(object target, string action) =>
        (Forced && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm")) || ShouldProcess(target.ToString(), action);

    /// <summary>What setting a secret is called: under <c>-WhatIf</c> what it would do, by the list of its scope.</summary>
    private protected string SetAction(SecretPlan<TScope> plan, TScope scope, string name) =>
        !IsWhatIf ? "Set secret"
        : Wait(stop => plan.ActionAsync(scope, name, stop)) == SecretAction.Created ? "Create secret"
        : "Update secret";

    /// <summary>Looks at the value of a record before it is used: tells the runner of it, where the session was told to, and warns of what looks like a slip.</summary>
    private protected void Examine(SecretValue? value, string[] names, bool skipCheck)
    {
        if (value is null)
        {
            return;
        }

        if (RegistersMask)
        {
            RunnerLog.Mask(value);
        }

        foreach (string doubt in skipCheck ? [] : ValueDoubts.Of(value))
        {
            WriteWarning(Runner.Defuse($"{string.Join(", ", names)}: {doubt} (-SkipValueCheck silences this.)"));
        }
    }

    /// <summary>Does something for every target; one that fails is reported and stops no other.</summary>
    private protected void ForEach<TTarget>(IReadOnlyCollection<TTarget> targets, Action<TTarget> act)
        where TTarget : class
    {
        _progress!.Expect(targets.Count);
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

            _progress.Begin();
            ShowProgress();
        }
    }

    /// <summary>Starts a write that was approved; writes of one key run in input order.</summary>
    /// <param name="key">What the writes to one secret have in common.</param>
    /// <param name="target">What an error is about.</param>
    /// <param name="write">The write.</param>
    /// <param name="held">What the write is made of; disposed when it has ended, and also when it never began.</param>
    /// <param name="lane">What the write enters first; null for nothing.</param>
    private protected void Start<TChange>(
        string key,
        object target,
        Func<CancellationToken, Task<TChange>> write,
        IDisposable? held = null,
        SemaphoreSlim? lane = null)
        where TChange : class
    {
        WriteEnded();
        PipelineThread.Wait(_window!.RoomAsync(), Stop, ShowProgress);
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

    /// <summary>Starts a write and disposes what it was made of when it has ended; without approval at once.</summary>
    private protected void StartApproved<TUpdate, TChange>(
        string key,
        object target,
        Func<string> action,
        TUpdate update,
        Func<TUpdate, CancellationToken, Task<TChange>> write,
        SemaphoreSlim? lane = null)
        where TUpdate : IDisposable
        where TChange : class
    {
        bool started = false;
        try
        {
            if (Approves(target, action()))
            {
                Start(key, target, stop => write(update, stop), update, lane);
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

    // Writes what is there, in order, and waits for the next only when too many have gathered behind it.
    private void WriteEnded()
    {
        while (_window!.Next is { IsCompleted: true } || _window.IsFull)
        {
            WriteNext();
        }
    }

    private void WriteNext()
    {
        Outcome outcome = PipelineThread.Wait(_window!.Next!, Stop, ShowProgress);
        _window.Take();
        WriteExchanges();
        if (outcome.Error is not null)
        {
            Show(outcome.Error);
        }
        else if (PassThru)
        {
            WriteObject(outcome.Result);
        }

        ShowProgress();
    }

    private void ShowProgress() => _progress!.Show(_window!.Open);
}
