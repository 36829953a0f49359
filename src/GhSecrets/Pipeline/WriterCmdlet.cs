using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that writes to a host: asks first, keeps several writes running, and reports them in input order.</summary>
public abstract class WriterCmdlet : StoreCmdlet
{
    private InFlight? _window;

    /// <summary>Writes one SecretChange for every write that took effect.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many writes run at once; can only lower the limit of the session.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = new InFlight(Math.Min(ThrottleLimit ?? int.MaxValue, CurrentSession.ThrottleLimit), Write, Stop);
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

    /// <summary>Whether the user said not to ask.</summary>
    private protected virtual bool Forced => false;

    /// <summary>Whether a write may happen, by <c>-WhatIf</c>, <c>-Confirm</c>, <c>-Force</c> and the preferences.</summary>
    private protected bool Approves(SecretTarget target, string action) =>
        (Forced && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm")) || ShouldProcess(target.ToString(), action);

    /// <summary>Does something for every name at every scope; one that fails is reported and stops no other.</summary>
    private protected void ForEachSecret(IReadOnlyList<SecretScope> scopes, string[] names, Action<SecretTarget> act)
    {
        foreach (SecretTarget target in scopes.SelectMany(scope => names.Select(name => new SecretTarget(scope, name))))
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

    /// <summary>Starts a write that was approved; writes to the same secret run in input order.</summary>
    private protected void Start(SecretTarget target, Func<CancellationToken, Task<SecretChange>> write)
    {
        string key = $"{target.Scope.Path}/{target.Name}".ToUpperInvariant();
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
