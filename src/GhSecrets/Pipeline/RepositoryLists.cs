using System;
using System.Collections.Generic;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The repositories that are to see each secret, gathered over all records: what is piped one by one makes one list.</summary>
internal sealed class RepositoryLists
{
    private readonly Dictionary<string, RepositoryList> _lists = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lists, in the order in which their secrets first came.</summary>
    internal IEnumerable<RepositoryList> All => _lists.Values;

    /// <summary>Adds what a record gives for a secret.</summary>
    /// <exception cref="GhSecretsException">The record cannot be read; then its list is not whole.</exception>
    internal void Add(SecretTarget target, Func<SecretTarget, IReadOnlyList<RepositoryReference>> read)
    {
        if (!_lists.TryGetValue(target.Key, out RepositoryList? list))
        {
            _lists[target.Key] = list = new RepositoryList(target);
        }

        bool wasWhole = list.IsWhole;
        list.IsWhole = false;
        list.Repositories.AddRange(read(target));
        list.IsWhole = wasWhole;
    }

    /// <summary>The list of one secret.</summary>
    internal sealed class RepositoryList(SecretTarget target)
    {
        internal SecretTarget Target => target;

        internal List<RepositoryReference> Repositories { get; } = [];

        /// <summary>Whether all of its records could be read; a list that lacks one would take the secret away from repositories that
        /// nobody meant.</summary>
        internal bool IsWhole { get; set; } = true;
    }
}
