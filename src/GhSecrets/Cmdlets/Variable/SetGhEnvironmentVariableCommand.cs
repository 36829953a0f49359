using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates variables of an environment of a repository.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.EnvironmentVariable, SupportsShouldProcess = true)]
[OutputType(typeof(VariableChange))]
public sealed class SetGhEnvironmentVariableCommand : SetVariableCmdlet
{
    /// <summary>Repositories as owner/name or by their address, or as names with -Owner.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>Environments of the repository, by any name that GitHub shows.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Env")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Environment { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns
        {
            Repository = Repository,
            Owner = Owner,
            Environment = Environment,
            Application = Application,
            Kind = ItemKind.Variable,
        }.Scopes(ScopeKind.Environment);
}
