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
    private readonly ScopeListCache<TScope, Visibility?> _lists;

    /// <param name="comparer">Whether the letter case of a name counts.</param>
    /// <param name="secrets">Reads the names of all secrets of a scope, and who sees them.</param>
    internal SecretPlan(
        StringComparer comparer,
        Func<TScope, CancellationToken, Task<IEnumerable<(string Name, Visibility? SeenBy)>>> secrets) => _lists = new(comparer, secrets);

    /// <summary>Whether setting a secret would create or update it, and who sees it until then; from then on it counts as there.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="becomes">Who sees it after the write, by who sees it before; null where secrets have no visibility.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">The scope's secrets cannot be listed, for the same reason each time.</exception>
    internal async Task<PlannedWrite> ActionAsync(
        TScope scope,
        string name,
        Func<Visibility?, Visibility>? becomes,
        CancellationToken cancel)
    {
        Dictionary<string, Visibility?> secrets = await _lists.GetAsync(scope, cancel).ConfigureAwait(false);
        bool isThere = secrets.TryGetValue(name, out Visibility? seenBy);
        secrets[name] = becomes?.Invoke(seenBy);
        return new PlannedWrite(!isThere, seenBy);
    }
}
