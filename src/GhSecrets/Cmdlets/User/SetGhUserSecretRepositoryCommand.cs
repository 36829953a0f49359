using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Replaces the repositories that see a user's selected secret, without its value; records of one secret make one list.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.UserSecretRepository, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class SetGhUserSecretRepositoryCommand : SelectedRepositoryCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) => Gather(scopes, Access.SetAsync);
}
