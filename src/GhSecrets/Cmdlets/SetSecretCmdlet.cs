using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates secrets: each record's value is sealed for every scope and name that the record gives.</summary>
public abstract class SetSecretCmdlet : SessionWriterCmdlet<SecretScope, GhSession>
{
    private readonly ValueInput<Record> _value;
    private SecretStore? _store;
    private SecretPlan<SecretScope>? _plan;
    private VariableWrites? _variables;

    /// <summary>Creates the cmdlet.</summary>
    protected SetSecretCmdlet() => _value = new(
        StringComparer.OrdinalIgnoreCase,
        Set,
        (record, why) => ForEach(record.Targets, _ => throw why));

    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The value: a string, SecureString, byte[], PSCredential (its password) or FileInfo (its bytes), at most 48 KB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, half a
    /// key.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    /// <summary>The application that reads the secret: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <summary>The visibility and the selected repositories of the record, where its scope has them.</summary>
    private protected virtual (string? Visibility, string[]? SelectedRepository) RecordAccess => default;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _value.Begin(MyInvocation);
        _store = new SecretStore(CurrentSession, Run);
        _plan = _store.Plan();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        string[] names = RequireNames(Name);
        IReadOnlyList<SecretTarget> targets = SecretTarget.All(scopes, names);
        Record? record = Make(
            targets,
            () => ReadRecord(targets, _value.Read(Value, InputObject) ?? _value.Ask(Host, IsWhatIf, names, scopes)));
        if (record is not null)
        {
            if (scopes[0].Items == ItemKind.Secret)
            {
                Examine(_value.IsStandIn ? null : record.Content.Value, names, SkipValueCheck);
            }

            _value.Take(record, targets.Select(target => target.Key), InputObject);
        }
    }

    private protected sealed override void EndRecord() => _value.EndRecord(Value);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _value.End();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _value.Close(Value);
        }
    }

    private void Set(Record record)
    {
        using (record)
        {
            ForEach(record.Targets, target =>
            {
                if (target.Scope.Items == ItemKind.Variable)
                {
                    SetVariable(record, target);
                    return;
                }

                StartApproved(
                    target.Key,
                    target,
                    ActionOf,
                    record.Row.Assign(target.Scope, target.Name, record.Content),
                    _store!.SetAsync,
                    CurrentSession.WriteLane(target.Scope));
            });
        }
    }

    private void SetVariable(Record record, SecretTarget target)
    {
        VariableAssignment variable = record.Row.AssignVariable(target.Scope, target.Name, record.Content);
        if (!SkipValueCheck)
        {
            WarnOf(VariableValue.Doubts(variable.Value), variable.Name);
        }

        VariableWrites variables = _variables ??= new VariableWrites(CurrentSession, Run, MyInvocation.ExpectingInput);
        if (Approves(target, variables.ActionOf(variable, IsWhatIf, Wait)))
        {
            Start(target.Key, target, stop => variables.Store.SetAsync(variable, stop), CurrentSession.WriteLane(target.Scope));
        }
    }

    /// <summary>What setting a secret is called, and who will see it: under <c>-WhatIf</c> by the list of its scope.</summary>
    private string ActionOf(SecretAssignment assignment)
    {
        if (!IsWhatIf)
        {
            return $"Set secret{assignment.AccessWords(null, assignment.Visibility)}";
        }

        PlannedWrite write = Wait(stop => _plan!.ActionAsync(assignment.Scope, assignment.Name, assignment.VisibilityAfter, stop));
        assignment.EnsureMayStay(write.SeenBy);
        return $"{write}{assignment.AccessWords(write.SeenBy, assignment.VisibilityAfter(write.SeenBy))}";
    }

    private Record ReadRecord(IReadOnlyList<SecretTarget> targets, SecretValue? value) => new(targets, new SecretRow
    {
        Value = value,
        Path = string.IsNullOrEmpty(Path) ? null : InputFiles.OfValue(SessionState, Path!),
        EncryptedValue = EncryptedValue,
        KeyId = KeyId,
        Visibility = RecordAccess.Visibility,
        SelectedRepository = RecordAccess.SelectedRepository,
    });

    private sealed class Record(IReadOnlyList<SecretTarget> targets, SecretRow row) : IDisposable
    {
        internal IReadOnlyList<SecretTarget> Targets => targets;

        internal SecretRow Row => row;

        internal SecretContent Content { get; } = row.ReadContent();

        public void Dispose() => Content.Dispose();
    }
}
