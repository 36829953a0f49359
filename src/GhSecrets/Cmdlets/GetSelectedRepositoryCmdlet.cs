using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads which repositories see a secret whose visibility is Selected.</summary>
public abstract class GetSelectedRepositoryCmdlet : StoreCmdlet
{
    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            foreach (string name in RequireNames(Name))
            {
                WriteAll(stop => Access.GetAsync(scope, name, stop), new SecretTarget(scope, name));
            }
        }
    }
}
