using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Hides a user's selected secret from repositories, without its value.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.UserSecretRepository, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SecretChange))]
public sealed class RemoveGhUserSecretRepositoryCommand : RemoveSelectedRepositoryCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);
}
