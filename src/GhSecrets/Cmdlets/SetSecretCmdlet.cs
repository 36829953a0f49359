using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates secrets: each record's value is sealed for every scope and name that the record gives.</summary>
public abstract class SetSecretCmdlet : WriterCmdlet
{
    private readonly PipedValues<Record> _piped;
    private readonly BoundValue _value = new();
    private SecretPlan<SecretScope>? _plan;

    /// <summary>Creates the cmdlet.</summary>
    protected SetSecretCmdlet() => _piped = new(
        StringComparer.OrdinalIgnoreCase,
        Set,
        (record, why) => ForEachSecret(record.Scopes, record.Names, _ => throw why));

    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
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

    /// <summary>Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, half a key.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    /// <summary>The visibility and the selected repositories of the record, where its scope has them.</summary>
    private protected virtual (string? Visibility, string[]? SelectedRepository) RecordAccess => default;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _value.Begin(MyInvocation);
        _plan = Store.Plan();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        Record record = ReadRecord(scopes, _value.Read(Value, InputObject) ?? _value.Ask(Host, IsWhatIf, RequireNames(Name), scopes));
        Examine(_value.IsStandIn ? null : record.Content.Value, record.Names, SkipValueCheck);
        if (_value.IsPipedAlone(InputObject))
        {
            _piped.Hold(record.Key, record);
        }
        else
        {
            Set(record);
        }
    }

    private protected sealed override void EndRecord() => _value.EndRecord(Value);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _piped.Release();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _piped.Close();
            BoundValue.Dispose(Value);
        }
    }

    private void Set(Record record)
    {
        using (record)
        {
            ForEachSecret(record.Scopes, record.Names, target =>
                StartApproved(
                    Key(target),
                    target,
                    () => SetAction(_plan!, target.Scope, target.Name!),
                    record.Row.Assign(target.Scope, target.Name, record.Content),
                    Store.SetAsync,
                    CurrentSession.WriteLane(target.Scope)));
        }
    }

    private Record ReadRecord(IReadOnlyList<SecretScope> scopes, SecretValue? value) => new(scopes, RequireNames(Name), new SecretRow
    {
        Value = value,
        Path = string.IsNullOrEmpty(Path) ? null : GetUnresolvedProviderPathFromPSPath(Path),
        EncryptedValue = EncryptedValue,
        KeyId = KeyId,
        Visibility = RecordAccess.Visibility,
        SelectedRepository = RecordAccess.SelectedRepository,
    });

    private sealed class Record(IReadOnlyList<SecretScope> scopes, string[] names, SecretRow row) : IDisposable
    {
        internal IReadOnlyList<SecretScope> Scopes => scopes;

        internal string[] Names => names;

        internal SecretRow Row => row;

        internal SecretContent Content { get; } = row.ReadContent();

        internal string Key { get; } = string.Join("\n", scopes.Select(scope => scope.Path).Concat(names));

        public void Dispose() => Content.Dispose();
    }
}
