using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates secrets: each record's value is sealed for every scope and name that the record gives.</summary>
public abstract class SetSecretCmdlet : WriterCmdlet
{
    private readonly HashSet<string> _piped = new(StringComparer.OrdinalIgnoreCase);
    private Record? _held;
    private bool _valueOnCommandLine;

    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string[]? Name { get; set; }

    /// <summary>The value: a string, SecureString, byte[], PSCredential (its password) or FileInfo (its bytes), at most 48 KB.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SecretValue")]
    [SecretValueTransformation]
    public SecretValue? Value { get; set; }

    /// <summary>A file whose bytes are the value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ValueFile")]
    public string? Path { get; set; }

    /// <summary>A value that Protect-GhSecret sealed for the scope, in base64.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? EncryptedValue { get; set; }

    /// <summary>The id of the public key that the value is sealed for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyId { get; set; }

    /// <summary>The visibility and the selected repositories of the record, where its scope has them.</summary>
    private protected virtual (string? Visibility, string[]? SelectedRepository) RecordAccess => default;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _valueOnCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(Value));
    }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        Record record = ReadRecord(scopes);
        if (_valueOnCommandLine || !SecretValueTransformationAttribute.IsValue(InputObject?.BaseObject))
        {
            Set(record);
        }
        else
        {
            Hold(record);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Release();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _held?.Content.Dispose();
            DisposeBoundValue();
        }
    }

    private void Set(Record record)
    {
        using (record.Content)
        {
            ForEachSecret(record.Scopes, record.Names, target => Set(target, record.Row.Assign(target.Scope, target.Name, record.Content)));
        }
    }

    private void Set(SecretTarget target, SecretAssignment assignment)
    {
        bool started = false;
        try
        {
            if (Approves(target, "Set secret"))
            {
                Start(target, async stop =>
                {
                    using (assignment)
                    {
                        return await Store.SetAsync(assignment, stop);
                    }
                });
                started = true;
            }
        }
        finally
        {
            if (!started)
            {
                assignment.Dispose();
            }
        }
    }

    /// <summary>Keeps a piped value back until the next record: a second one for the same secret, such as the lines that Get-Content writes, refuses both.</summary>
    private void Hold(Record record)
    {
        if (_piped.Add(record.Key))
        {
            Release();
            _held = record;
            return;
        }

        if (_held?.Key == record.Key)
        {
            Refuse(_held);
            _held = null;
        }

        Refuse(record);
    }

    private void Release()
    {
        if (_held is Record record)
        {
            _held = null;
            Set(record);
        }
    }

    private void Refuse(Record record)
    {
        record.Content.Dispose();
        ForEachSecret(record.Scopes, record.Names, _ => throw new GhSecretsException(
            ErrorId.InvalidValue,
            "More than one value was piped for this secret. For a file use Get-Content -Raw, or -Path; for several secrets pipe objects with Name and Value."));
    }

    private Record ReadRecord(IReadOnlyList<SecretScope> scopes)
    {
        try
        {
            if (Value is null && !_valueOnCommandLine && UnboundValue() is object odd)
            {
                throw new GhSecretsException(
                    ErrorId.InvalidValue,
                    $"The value is a {odd.GetType().Name}. Give a string, SecureString, byte[], PSCredential or FileInfo.");
            }

            SecretRow row = new()
            {
                // An empty cell is "not given"; only -Value '' on the command line is an explicit empty value.
                Value = ReferenceEquals(Value, SecretValueTransformationAttribute.EmptyText) && !_valueOnCommandLine ? null : Value,
                Path = string.IsNullOrEmpty(Path) ? null : GetUnresolvedProviderPathFromPSPath(Path),
                EncryptedValue = EncryptedValue,
                KeyId = KeyId,
                Visibility = RecordAccess.Visibility,
                SelectedRepository = RecordAccess.SelectedRepository,
            };
            return new Record(scopes, RequireNames(Name), row);
        }
        finally
        {
            if (!_valueOnCommandLine)
            {
                DisposeBoundValue();
            }
        }
    }

    /// <summary>A value of a kind that the binder could not bind, and silently left out.</summary>
    private object? UnboundValue()
    {
        object? value = (InputObject?.Properties["Value"] ?? InputObject?.Properties["SecretValue"])?.Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }

    private void DisposeBoundValue()
    {
        // What is bound is always the binder's own copy, but for this one, which all share.
        if (!ReferenceEquals(Value, SecretValueTransformationAttribute.EmptyText))
        {
            Value?.Dispose();
        }
    }

    private sealed class Record(IReadOnlyList<SecretScope> scopes, string[] names, SecretRow row)
    {
        internal IReadOnlyList<SecretScope> Scopes => scopes;

        internal string[] Names => names;

        internal SecretRow Row => row;

        internal SecretContent Content { get; } = row.ReadContent();

        internal string Key { get; } = string.Join("\n", scopes.Select(scope => scope.Path).Concat(names));
    }
}
