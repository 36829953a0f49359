using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the writes of a run would do, told by one list of each scope and without a write.</summary>
/// <remarks>Serves one run, and one caller at a time.</remarks>
public sealed class SecretPlan<TScope>
    where TScope : notnull
{
    private readonly StringComparer _comparer;
    private readonly Func<TScope, CancellationToken, Task<IEnumerable<string>>> _names;
    private readonly Dictionary<TScope, Listed> _lists = [];

    /// <param name="comparer">Whether the letter case of a name counts.</param>
    /// <param name="names">Reads the names of all secrets of a scope.</param>
    internal SecretPlan(StringComparer comparer, Func<TScope, CancellationToken, Task<IEnumerable<string>>> names)
    {
        _comparer = comparer;
        _names = names;
    }

    /// <summary>Whether setting a secret would create or update it; from then on it counts as there.</summary>
    /// <exception cref="GhSecretsException">The scope's secrets cannot be listed, for the same reason each time.</exception>
    public async Task<SecretAction> ActionAsync(TScope scope, string name, CancellationToken cancel)
    {
        if (!_lists.TryGetValue(scope, out Listed? list))
        {
            _lists[scope] = list = await ReadAsync(scope, cancel).ConfigureAwait(false);
        }

        if (list.Refusal is not null)
        {
            throw list.Refusal.Copy();
        }

        return list.Names.Add(name) ? SecretAction.Created : SecretAction.Updated;
    }

    private async Task<Listed> ReadAsync(TScope scope, CancellationToken cancel)
    {
        try
        {
            return new Listed(new HashSet<string>(await _names(scope, cancel).ConfigureAwait(false), _comparer), null);
        }
        catch (GhSecretsException e) when (e.Id != ErrorId.TokenRejected)
        {
            // A refused token is not remembered: it ends the run, which then says so of all that follows.
            return new Listed([], e);
        }
    }

    private sealed record Listed(HashSet<string> Names, GhSecretsException? Refusal);
}
