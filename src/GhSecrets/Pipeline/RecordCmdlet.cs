using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that works on records: the pipeline's, or the one on its command line; a failing record never stops the others, and
/// all work ends with the pipeline.</summary>
/// <remarks>Ctrl+C calls <see cref="StopProcessing"/> and then <see cref="Dispose()"/>; <c>Select-Object -First</c> and <c>-ErrorAction
/// Stop</c> only the latter.</remarks>
public abstract class RecordCmdlet<TScope> : PSCmdlet, IDisposable
{
    // Cmdlet.PipelineStopToken exists only from PowerShell 7.6 on.
    private readonly CancellationTokenSource _stop = new();
    private RecordBinding? _binding;
    private int _record;

    /// <summary>The record itself; its properties bind to the parameters of the same names.</summary>
    /// <remarks>Takes every object, so that the engine never answers for one that binds nowhere: its error would keep the whole record,
    /// value included.</remarks>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The arguments that belong to no parameter; they are refused without being shown.</summary>
    [Parameter(ValueFromRemainingArguments = true, DontShow = true)]
    public object?[]? UnboundArgument { get; set; }

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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        UnboundArguments.Refuse(this, UnboundArgument);
        _binding = ReadsPlaces ? new RecordBinding(this) : null;
    }

    /// <summary>Whether its records are secrets with their places, or places; not files.</summary>
    private protected virtual bool ReadsPlaces => true;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _record++;
        try
        {
            _binding?.Check(InputObject);
            _binding?.ReadAddresses(HostName);
            ProcessScopes(TargetScopes());
        }
        catch (GhSecretsException e)
        {
            Report(Errors.From(e, RecordLabel));
        }
        finally
        {
            EndRecord();
        }
    }

    /// <summary>What an error of the whole record is about: its number, since the record itself may hold a value.</summary>
    private string? RecordLabel =>
        MyInvocation.ExpectingInput ? "Record " + _record.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>What an error of the record's value is about: the number of the record, and the secret that would have had it.</summary>
    private protected object LabelOf(object target) => RecordLabel is string record ? $"{record}: {target}" : target;

    /// <summary>The host where repositories must be that are given by their address; null where none is known.</summary>
    private protected virtual string? HostName => null;

    /// <summary>The scopes that the record names.</summary>
    protected abstract IReadOnlyList<TScope> TargetScopes();

    /// <summary>Does the cmdlet's work on the scopes of one record.</summary>
    protected abstract void ProcessScopes(IReadOnlyList<TScope> scopes);

    /// <summary>Lets go of what was bound for one record, however it ended.</summary>
    private protected virtual void EndRecord()
    {
    }

    /// <summary>The names that a record gives; an empty one is not given.</summary>
    private protected static string[] GivenNames(string[]? names) => (names ?? []).Where(name => !string.IsNullOrEmpty(name)).ToArray();

    /// <summary>The names that a record gives; it must give one.</summary>
    private protected static string[] RequireNames(string[]? names, ItemKind items = ItemKind.Secret)
    {
        string[] given = GivenNames(names);
        return given.Length > 0
            ? given
            : throw new GhSecretsException(
                items == ItemKind.Secret ? ErrorId.InvalidSecretName : ErrorId.InvalidVariableName,
                $"There is no Name. Give the name of a {Words.One(items)}.");
    }

    /// <summary>Tells of an item that failed.</summary>
    protected virtual void Report(ErrorRecord record) => Show(record);

    /// <summary>Writes an error, and shows it beside the job of a pipeline.</summary>
    private protected void Show(ErrorRecord record)
    {
        RunnerLog.Error(this, record);
        WriteError(record);
    }
}
