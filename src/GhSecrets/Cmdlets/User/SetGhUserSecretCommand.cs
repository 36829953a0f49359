using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates one's own Codespaces secrets; an update keeps the repositories that see them unless it says
/// otherwise.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.UserSecret, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class SetGhUserSecretCommand : SetSecretCmdlet
{
    /// <summary>Repositories, as names (with or without owner), addresses or ids; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? SelectedRepository { get; set; }

    private protected override (string? Visibility, string[]? SelectedRepository) RecordAccess => (null, SelectedRepository);

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);
}
