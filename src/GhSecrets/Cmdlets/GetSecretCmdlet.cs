using System.Collections.Generic;
using System.Linq;
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
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        string[] names = (Name ?? []).Where(name => !string.IsNullOrEmpty(name)).ToArray();
        foreach (SecretScope scope in scopes)
        {
            if (names.Length == 0 || MustList || names.Any(WildcardPattern.ContainsWildcardCharacters))
            {
                WriteAll(stop => MatchingAsync(scope, names, stop), new SecretTarget(scope));
                continue;
            }

            foreach (string name in names)
            {
                WriteAll<Secret>(async stop => [await Store.GetAsync(scope, name, stop)], new SecretTarget(scope, name));
            }
        }
    }

    /// <summary>Whether single secrets cannot be asked for by name.</summary>
    private protected virtual bool MustList => false;

    /// <summary>All secrets of a scope.</summary>
    private protected virtual Task<IReadOnlyList<Secret>> ListAsync(SecretScope scope, CancellationToken stop) => Store.GetAllAsync(scope, stop);

    private async Task<IReadOnlyList<Secret>> MatchingAsync(SecretScope scope, string[] names, CancellationToken stop)
    {
        IReadOnlyList<Secret> secrets = await ListAsync(scope, stop);
        WildcardPattern[] patterns = names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        return patterns.Length == 0 ? secrets : secrets.Where(secret => patterns.Any(pattern => pattern.IsMatch(secret.Name))).ToList();
    }
}
