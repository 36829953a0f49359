using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets one's own Codespaces secrets: names and dates, never values.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.UserSecret)]
[OutputType(typeof(Secret))]
public sealed class GetGhUserSecretCommand : GetSecretCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);
}
