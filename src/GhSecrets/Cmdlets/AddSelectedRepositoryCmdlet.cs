using System.Collections.Generic;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Shows a selected secret to more repositories, without its value.</summary>
public abstract class AddSelectedRepositoryCmdlet : SelectedRepositoryCmdlet
{
    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachRepository(scopes, "Add repository", Access.AddAsync);
}
