using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates, updates or renames variables; one that is as it is to be costs no write.</summary>
public abstract class SetVariableCmdlet : SessionWriterCmdlet<SecretScope, GhSession>
{
    private readonly PipedValues<Record> _piped;
    private VariableWrites? _variables;
    private bool _hasTypedValue;
    private bool _hasRenamed;

    /// <summary>Creates the cmdlet.</summary>
    protected SetVariableCmdlet() => _piped = new(
        StringComparer.OrdinalIgnoreCase,
        Set,
        (record, why) => ForEach(record.Targets, _ => throw why));

    /// <summary>Names of variables, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The value: text, a number, true or false (as true or false), or a file (its text); at most 48 KB. An empty text is a
    /// value.</summary>
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>The new name of one variable; its value and who sees it stay.</summary>
    [Parameter]
    public string? NewName { get; set; }

    /// <summary>Does not warn of a value that looks like a secret: a private key, a token, an address with a password.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    /// <summary>The application that reads the variable: Actions (the default) or Agents.</summary>
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
        _hasTypedValue = MyInvocation.BoundParameters.ContainsKey(nameof(Value));
        _variables = new VariableWrites(CurrentSession, Run, MyInvocation.ExpectingInput);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        IReadOnlyList<SecretTarget> targets = SecretTarget.All(scopes, RequireNames(Name, ItemKind.Variable));
        if (NewName is not null)
        {
            Rename(targets);
            return;
        }

        bool isPipedAlone = !_hasTypedValue && VariableText.IsValue(InputObject?.BaseObject);
        Record? record = Make(targets, () => Record.Read(targets, isPipedAlone ? InputObject : Value, RecordAccess));
        if (record is null)
        {
            return;
        }

        if (!SkipValueCheck)
        {
            WarnOf(VariableValue.Doubts(record.Value), string.Join(", ", targets.Select(target => target.Name).Distinct()));
        }

        if (isPipedAlone)
        {
            _piped.Hold(string.Join("\n", targets.Select(target => target.Key)), record);
        }
        else
        {
            Set(record);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _piped.Release();
        base.EndProcessing();
    }

    private void Set(Record record) =>
        ForEach(record.Targets, target =>
        {
            VariableAssignment assignment = record.Assign(target);
            if (Approves(target, _variables!.ActionOf(assignment, IsWhatIf, Wait)))
            {
                Start(target.Key, target, stop => _variables!.Store.SetAsync(assignment, stop), CurrentSession.WriteLane(target.Scope));
            }
        });

    private void Rename(IReadOnlyList<SecretTarget> targets)
    {
        if (targets.Count != 1 || _hasRenamed || _hasTypedValue)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "-NewName renames one variable of one place. Give one Name and one place, and set a value by another call.");
        }

        _hasRenamed = true;
        ForEach(targets, target =>
        {
            string name = SecretName.Normalize(NewName, ItemKind.Variable);
            if (Approves(target, $"Rename variable to {name}"))
            {
                Start(
                    target.Key,
                    target,
                    stop => _variables!.Store.RenameAsync(target.Scope, target.Name!, name, stop),
                    CurrentSession.WriteLane(target.Scope));
            }
        });
    }

    private sealed record Record(
        IReadOnlyList<SecretTarget> Targets,
        string Value,
        Visibility? Visibility,
        string[]? SelectedRepository) : IDisposable
    {
        public void Dispose()
        {
            // A variable's value is no secret, and nothing is to be zeroed.
        }

        internal static Record Read(
            IReadOnlyList<SecretTarget> targets,
            object? value,
            (string? Visibility, string[]? SelectedRepository) access) =>
            new(
                targets,
                VariableText.Of(value),
                Words.Read<Visibility>(access.Visibility, nameof(Visibility)),
                access.SelectedRepository);

        internal VariableAssignment Assign(SecretTarget target) => new(
            target.Scope,
            target.Name,
            Value,
            Visibility,
            RepositoryReference.Read(SelectedRepository, target.Scope.Organization ?? ""));
    }
}
