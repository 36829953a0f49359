using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that writes to a server: asks first, keeps several writes running, and reports them in input order.</summary>
public abstract class SessionWriterCmdlet<TScope, TSession> : SessionCmdlet<TScope, TSession>
    where TSession : class
{
    private const int MaximumThrottleLimit = 100;

    private InFlight? _window;

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
        _window = new InFlight(Math.Min(ThrottleLimit, SessionLimit), Write, Stop);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _window!.Finish();
        WriteExchanges();
    }

    /// <inheritdoc/>
    protected sealed override void Report(ErrorRecord record) => _window!.Add(new Outcome(record));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _window?.Close();
        }
    }

    /// <summary>How many operations the session lets run at once.</summary>
    private protected abstract int SessionLimit { get; }

    /// <summary>Whether the user said not to ask.</summary>
    private protected virtual bool Forced => false;

    /// <summary>Whether a write may happen, by <c>-WhatIf</c>, <c>-Confirm</c>, <c>-Force</c> and the preferences.</summary>
    private protected bool Approves(object target, string action) =>
        (Forced && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm")) || ShouldProcess(target.ToString(), action);

    /// <summary>Does something for every target; one that fails is reported and stops no other.</summary>
    private protected void ForEach<TTarget>(IEnumerable<TTarget> targets, Action<TTarget> act)
        where TTarget : class
    {
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
        }
    }

    /// <summary>Starts a write that was approved; writes of one key run in input order.</summary>
    private protected void Start<TChange>(string key, object target, Func<CancellationToken, Task<TChange>> write)
        where TChange : class =>
        _window!.Start(key, async stop =>
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

    /// <summary>Starts a write and disposes what it was made of when it has ended; without approval at once.</summary>
    private protected void StartApproved<TUpdate, TChange>(string key, object target, string action, TUpdate update, Func<TUpdate, CancellationToken, Task<TChange>> write)
        where TUpdate : IDisposable
        where TChange : class
    {
        bool started = false;
        try
        {
            if (Approves(target, action))
            {
                Start(key, target, async stop =>
                {
                    using (update)
                    {
                        return await write(update, stop);
                    }
                });
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

    private void Write(Outcome outcome)
    {
        WriteExchanges();
        if (outcome.Error is not null)
        {
            WriteError(outcome.Error);
        }
        else if (PassThru)
        {
            WriteObject(outcome.Result);
        }
    }
}
