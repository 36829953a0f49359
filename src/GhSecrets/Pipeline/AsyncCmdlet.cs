using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets;

/// <summary>A cmdlet whose work is asynchronous and ends with the pipeline, however the pipeline ends.</summary>
/// <remarks>Ctrl+C calls <see cref="StopProcessing"/> and then <see cref="Dispose()"/>; <c>Select-Object -First</c> and <c>-ErrorAction Stop</c> only the latter.</remarks>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    // Cmdlet.PipelineStopToken exists only from PowerShell 7.6 on.
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the pipeline ends early.</summary>
    protected CancellationToken Stop => _stop.Token;

    /// <summary>Cancels what runs and waits for its end.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels; an override then waits for what it started and zeroes what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Waits on the pipeline thread for one operation.</summary>
    protected T Wait<T>(Func<CancellationToken, Task<T>> work) => PipelineThread.Run(() => work(Stop), Stop);

    /// <summary>Whether this call only shows what it would do: the switch, or the preference of the caller.</summary>
    private protected bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
            ? bound is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
