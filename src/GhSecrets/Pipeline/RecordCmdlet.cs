using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that works on records: the pipeline's, or the one on its command line; a failing record never stops the others.</summary>
public abstract class RecordCmdlet<TScope> : AsyncCmdlet
{
    private int _record;

    /// <summary>The record itself; its properties bind to the parameters of the same names.</summary>
    /// <remarks>Takes every object, so that the engine never answers for one that binds nowhere: its error would keep the whole record, value included.</remarks>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _record++;
        try
        {
            ProcessScopes(TargetScopes());
        }
        catch (GhSecretsException e)
        {
            Report(Errors.From(Hinted(e), RecordLabel));
        }
        finally
        {
            EndRecord();
        }
    }

    /// <summary>What an error of the whole record is about: its number, since the record itself may hold a value.</summary>
    private string? RecordLabel =>
        MyInvocation.ExpectingInput ? "Record " + _record.ToString(CultureInfo.InvariantCulture) : null;

    private GhSecretsException Hinted(GhSecretsException e) =>
        InputObject?.BaseObject is IDictionary
            ? new GhSecretsException(e.Id, $"{e.Message} The keys of a hashtable are not read: write [pscustomobject]@{{ ... }}.")
            : e;

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
    private protected static string[] RequireNames(string[]? names)
    {
        string[] given = GivenNames(names);
        return given.Length > 0 ? given : throw new GhSecretsException(ErrorId.InvalidSecretName, "There is no Name. Give the name of a secret.");
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
