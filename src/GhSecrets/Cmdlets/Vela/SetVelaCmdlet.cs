using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Writes Vela secrets: each record's value and settings, for every scope and name that the record gives.</summary>
public abstract class SetVelaCmdlet : SessionWriterCmdlet<VelaSecretScope, VelaSession>
{
    private readonly ValueInput<Record> _value;

    /// <summary>Creates the cmdlet.</summary>
    protected SetVelaCmdlet() => _value = new(
        StringComparer.Ordinal,
        Set,
        (record, why) => ForEach(record.Targets, _ => throw why));

    /// <summary>The value, as text: a string, SecureString, byte[], PSCredential (its password) or FileInfo (its bytes).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecretValue")]
    [SecretValueTransformation]
    public SecretValue? Value { get; set; }

    /// <summary>A file whose bytes are the value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ValueFile")]
    public string? Path { get; set; }

    /// <summary>Images whose steps may use the secret, by the beginning of their names; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Image { get; set; }

    /// <summary>Events whose builds may use the secret, such as push, push:tag, pull_request:opened, deployment, comment:created,
    /// schedule.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VelaEventCompleter))]
    public string[]? AllowEvent { get; set; }

    /// <summary>Whether steps with commands of their own may use the secret: true or false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AllowCommand { get; set; }

    /// <summary>Whether the secret may stand in the pipeline's text: true or false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AllowSubstitution { get; set; }

    /// <summary>Repositories that alone may use the secret of an organization or a team; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? RepoAllowlist { get; set; }

    /// <summary>The whole object as Get-VelaSecret gives it, so that what this version does not know is kept.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Json { get; set; }

    /// <summary>Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, half a
    /// key.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    /// <summary>Organizations, in the letter case that Vela shows.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    public string[]? Organization { get; set; }

    /// <summary>Repositories by name, or as organization/name; for the type repo.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    public string[]? Repository { get; set; }

    /// <summary>Teams; for the type shared.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Team { get; set; }

    /// <summary>Whose the secrets are: repo (the default), org or shared.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<VelaSecretType>))]
    public string? Type { get; set; }

    /// <summary>Where the server keeps them: native (the default) or vault.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<VelaEngine>))]
    public string? Engine { get; set; }

    /// <summary>Names of Vela secrets, in the letter case that Vela shows.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VelaSecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The secrets of any scope.</summary>
    private protected VelaSecretStore Store { get; private set; } = null!;

    private protected sealed override VelaSession ResolveSession() => DefaultSession.Vela.Resolve(SessionState);

    /// <summary>The settings of the record.</summary>
    private protected VelaSettings Settings => new()
    {
        Image = Image,
        AllowEvent = AllowEvent,
        AllowCommand = AllowCommand,
        AllowSubstitution = AllowSubstitution,
        RepoAllowlist = RepoAllowlist,
    };

    /// <summary>Whether nothing can be done without a value, so that it is asked for.</summary>
    private protected virtual bool NeedsValue => true;

    /// <summary>What is to be done with each target, made while the record's parameters are bound.</summary>
    private protected abstract Action<VelaSecretTarget, SecretValue?> Prepare(IReadOnlyList<VelaSecretTarget> targets);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Store = new VelaSecretStore(CurrentSession, Run);
        _value.Begin(MyInvocation);
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<VelaSecretScope> TargetScopes() => new VelaScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Team = Team,
        Type = Type,
        Engine = Engine,
    }.Scopes();

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<VelaSecretScope> scopes)
    {
        string[] names = RequireNames(Name);
        IReadOnlyList<VelaSecretTarget> targets = VelaSecretTarget.All(scopes, names);
        Action<VelaSecretTarget, SecretValue?> write = Prepare(targets);
        Record? record = Make(
            targets,
            () => new Record(
                targets,
                ReadValue(_value.Read(Value, InputObject) ?? (NeedsValue ? _value.Ask(Host, IsWhatIf, names, scopes) : null)),
                write));
        if (record is not null)
        {
            Examine(_value.IsStandIn ? null : record.Value, names, SkipValueCheck);
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
            ForEach(record.Targets, record.Write);
        }
    }

    private SecretValue? ReadValue(SecretValue? given)
    {
        if (given is not null && !string.IsNullOrEmpty(Path))
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                "There is more than one value. Give only one of Value and Path (ValueFile).");
        }

        return string.IsNullOrEmpty(Path) ? given?.Copy() : SecretValue.FromFile(InputFiles.OfValue(SessionState, Path!));
    }

    private sealed class Record(
        IReadOnlyList<VelaSecretTarget> targets,
        SecretValue? value,
        Action<VelaSecretTarget, SecretValue?> write) : IDisposable
    {
        internal IReadOnlyList<VelaSecretTarget> Targets => targets;

        internal SecretValue? Value => value;

        internal void Write(VelaSecretTarget target) => write(target, value);

        public void Dispose() => value?.Dispose();
    }
}
