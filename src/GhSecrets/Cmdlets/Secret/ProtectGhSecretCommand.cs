using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Seals a value for the public key of a scope, without a session; the result pipes into the Set- cmdlets.</summary>
[Cmdlet(VerbsSecurity.Protect, Nouns.Secret)]
[OutputType(typeof(SealedSecret))]
public sealed class ProtectGhSecretCommand : RecordCmdlet<SecretScope>
{
    private readonly ValueInput<Record> _value;

    /// <summary>Creates the cmdlet.</summary>
    public ProtectGhSecretCommand() => _value = new(StringComparer.OrdinalIgnoreCase, Seal, Refuse);

    /// <summary>The application that reads the secret: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    /// <summary>Logins of organizations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <summary>Repositories as owner/name or by their address, or as names with -Owner.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>Environments of the repository, by any name that GitHub shows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Env")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Environment { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>The word me, for one's own Codespaces secrets.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MeCompleter))]
    public string? User { get; set; }

    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The value: a string, SecureString, byte[], PSCredential (its password) or FileInfo (its bytes), at most 48 KB.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecretValue")]
    [SecretValueTransformation]
    public SecretValue? Value { get; set; }

    /// <summary>The public key of the scope in base64, from Get-GhPublicKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Key { get; set; }

    /// <summary>The id of the public key that the value is sealed for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyId { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() => new ScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Owner = Owner,
        Environment = Environment,
        User = User,
        Application = Application,
    }.Scopes();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _value.Begin(MyInvocation);
    }

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        if (string.IsNullOrEmpty(Key) || string.IsNullOrEmpty(KeyId))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "There is no Key or no KeyId. Pipe in what Get-GhPublicKey gives for the scope.");
        }

        // A key fits one scope only: sealed for several, the value could be opened at none but one.
        if (scopes.Count != 1)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "A key belongs to one scope, and the record names several. Pipe in one record a scope.");
        }

        SecretScope scope = scopes[0];
        string[] names = RequireNames(Name);
        try
        {
            SecretValue value = _value.Read(Value, InputObject)
                ?? throw new GhSecretsException(ErrorId.InvalidValue, "There is no value. Give Value.");
            Record record = new(SecretTarget.All([scope], names), value.Copy(), Key!, KeyId!);
            _value.Take(record, record.Targets.Select(target => target.Key), InputObject);
        }
        catch (GhSecretsException e)
        {
            foreach (string name in names)
            {
                Report(Errors.From(e.Copy(), LabelOf(new SecretTarget(scope, name))));
            }
        }
    }

    private protected override void EndRecord() => _value.EndRecord(Value);

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

    private void Seal(Record record)
    {
        using (record)
        {
            foreach (SecretTarget target in record.Targets)
            {
                try
                {
                    WriteObject(SealedSecret.Create(target.Scope, target.Name, record.Value, record.Key, record.KeyId, Sealers.Best));
                }
                catch (GhSecretsException e)
                {
                    Report(Errors.From(e, target));
                }
            }
        }
    }

    private void Refuse(Record record, GhSecretsException why)
    {
        foreach (SecretTarget target in record.Targets)
        {
            Report(Errors.From(why.Copy(), target));
        }
    }

    private sealed record Record(IReadOnlyList<SecretTarget> Targets, SecretValue Value, string Key, string KeyId) : IDisposable
    {
        public void Dispose() => Value.Dispose();
    }
}
