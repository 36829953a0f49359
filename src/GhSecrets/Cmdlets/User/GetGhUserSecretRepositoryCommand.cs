using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the repositories that see a user's selected secret.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.UserSecretRepository)]
[OutputType(typeof(SecretRepository))]
public sealed class GetGhUserSecretRepositoryCommand : GetSelectedRepositoryCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);
}
