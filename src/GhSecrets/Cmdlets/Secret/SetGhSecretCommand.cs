using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates secrets wherever each record's own columns say: an organization, a repository or an environment. A record of
/// the Kind Variable is a variable.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange), typeof(VariableChange))]
public sealed class SetGhSecretCommand : SetSecretCmdlet
{
    /// <summary>What the record is: Secret (the default) or Variable.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<ItemKind>))]
    public string? Kind { get; set; }

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

    /// <summary>Who sees the secret: All, Private or Selected; not given, an update keeps it and a new secret is Private.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<Visibility>))]
    public string? Visibility { get; set; }

    /// <summary>Repositories, as names (with or without owner), addresses or ids; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? SelectedRepository { get; set; }

    private protected override (string? Visibility, string[]? SelectedRepository) RecordAccess => (Visibility, SelectedRepository);

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() => new ScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Owner = Owner,
        Environment = Environment,
        User = User,
        Application = Application,
        Kind = Words.Read<ItemKind>(Kind, nameof(Kind)) ?? ItemKind.Secret,
    }.Scopes();
}
