using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Hides a user's selected secret from repositories, without its value.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.UserSecretRepository, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SecretChange))]
public sealed class RemoveGhUserSecretRepositoryCommand : SelectedRepositoryCmdlet
{
    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool? Forced => Force;

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Application = Application }.Scopes(ScopeKind.User);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Remove repository", Access.RemoveAsync);
}
