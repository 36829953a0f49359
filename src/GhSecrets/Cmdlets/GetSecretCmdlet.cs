using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads secrets of each scope: all of them, those that match a pattern, or single ones by name.</summary>
public abstract class GetSecretCmdlet : StoreCmdlet
{
    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            GhSecretsException? gap = null;
            WriteMatching(
                Name,
                name => new SecretTarget(scope, name),
                ReadAsync,
                MustList ? null : (name, stop) => Store.GetAsync(scope, name, stop),
                secret => secret.Name);
            if (gap is not null)
            {
                Report(Errors.From(gap, new SecretTarget(scope)));
            }

            async Task<IReadOnlyList<Secret>> ReadAsync(CancellationToken stop)
            {
                SecretList list = await ListAsync(scope, stop);
                gap = list.Gap;
                return list.Secrets;
            }
        }
    }

    /// <summary>Whether single secrets cannot be asked for by name.</summary>
    private protected virtual bool MustList => false;

    /// <summary>All secrets of a scope.</summary>
    private protected virtual Task<SecretList> ListAsync(SecretScope scope, CancellationToken stop) => Store.ListAsync(scope, stop);
}
