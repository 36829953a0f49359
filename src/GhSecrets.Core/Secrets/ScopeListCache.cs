using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the scopes of a run hold by name, each listed once; a list that cannot be read is the same error each time.</summary>
/// <remarks>Serves one run, and one caller at a time, who may change what it gives.</remarks>
/// <param name="comparer">Whether the letter case of a name counts.</param>
/// <param name="list">Reads the names of a scope with what is known of each.</param>
internal sealed class ScopeListCache<TScope, TItem>(
    StringComparer comparer,
    Func<TScope, CancellationToken, Task<IEnumerable<(string Name, TItem Item)>>> list)
    where TScope : notnull
{
    private readonly Dictionary<TScope, Listed> _lists = [];

    /// <summary>What a scope holds.</summary>
    /// <exception cref="GhSecretsException">It cannot be listed.</exception>
    internal async Task<Dictionary<string, TItem>> GetAsync(TScope scope, CancellationToken cancel)
    {
        if (!_lists.TryGetValue(scope, out Listed? listed))
        {
            _lists[scope] = listed = await ReadAsync(scope, cancel).ConfigureAwait(false);
        }

        return listed.Refusal is null ? listed.Items : throw listed.Refusal.Copy();
    }

    private async Task<Listed> ReadAsync(TScope scope, CancellationToken cancel)
    {
        try
        {
            Dictionary<string, TItem> items = new(comparer);
            foreach ((string name, TItem item) in await list(scope, cancel).ConfigureAwait(false))
            {
                items[name] = item;
            }

            return new Listed(items, null);
        }
        catch (GhSecretsException e) when (e.Id != ErrorId.TokenRejected)
        {
            // A refused token is not remembered: it ends the run, which then says so of all that follows.
            return new Listed([], e);
        }
    }

    private sealed record Listed(Dictionary<string, TItem> Items, GhSecretsException? Refusal);
}
