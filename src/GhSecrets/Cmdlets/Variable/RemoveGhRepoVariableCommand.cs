using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes variables of a repository.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.RepoVariable, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VariableChange))]
public sealed class RemoveGhRepoVariableCommand : RemoveVariableCmdlet
{
    /// <summary>Repositories as owner/name or by their address, or as names with -Owner.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(RepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string? Owner { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Repository = Repository, Owner = Owner, Application = Application, Kind = ItemKind.Variable }.Scopes(
            ScopeKind.Repository);
}
