using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes secrets by name from each scope.</summary>
public abstract class RemoveSecretCmdlet : WriterCmdlet
{
    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override bool Forced => Force;

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachSecret(scopes, RequireNames(Name), target =>
        {
            SecretName.Normalize(target.Name);
            if (Approves(target, "Remove secret"))
            {
                Start(target, stop => Store.RemoveAsync(target.Scope, target.Name!, stop));
            }
        });
}
