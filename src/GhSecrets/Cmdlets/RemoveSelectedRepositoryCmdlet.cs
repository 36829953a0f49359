using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Hides a selected secret from repositories, without its value.</summary>
public abstract class RemoveSelectedRepositoryCmdlet : SelectedRepositoryCmdlet
{
    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override bool Forced => Force;

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Remove repository", Access.RemoveAsync);
}
