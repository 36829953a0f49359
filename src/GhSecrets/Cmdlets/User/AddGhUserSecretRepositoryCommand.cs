using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Shows a user's selected secret to more repositories, without its value.</summary>
[Cmdlet(VerbsCommon.Add, Nouns.UserSecretRepository, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class AddGhUserSecretRepositoryCommand : SelectedRepositoryCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Add repository", Access.AddAsync);
}
