using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the ledger keeps of the secrets, or the variables, of one scope; thread-safe, and on disk before a change of it
/// completes.</summary>
/// <remarks>Changes that come while a save runs share the next one.</remarks>
// A semaphore whose wait handle nobody asks for holds nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
public sealed class LedgerScope
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly Func<LedgerScope, SortedDictionary<string, LedgerEntry>, Task> _save;
    private readonly SortedDictionary<string, LedgerEntry> _entries;
    private long _changes;
    private long _saved;

    /// <param name="scope">The scope, as it was written first.</param>
    /// <param name="entries">What its file holds.</param>
    /// <param name="save">Puts entries in the place of what the file holds.</param>
    internal LedgerScope(
        SecretScope scope,
        SortedDictionary<string, LedgerEntry> entries,
        Func<LedgerScope, SortedDictionary<string, LedgerEntry>, Task> save)
    {
        Scope = scope;
        _entries = entries;
        _save = save;
    }

    /// <summary>The scope, as it was written first.</summary>
    public SecretScope Scope { get; }

    /// <summary>The id of the scope's repository, where a list or a read told it; null for none.</summary>
    public long? RepositoryId { get; internal set; }

    /// <summary>The entries of this moment by the names of their items, in upper case and sorted.</summary>
    public IReadOnlyDictionary<string, LedgerEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return Snapshot();
            }
        }
    }

    /// <summary>The entry of an item, its name in any case; null when there is none.</summary>
    public LedgerEntry? Find(string name)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(name.ToUpperInvariant(), out LedgerEntry? entry) ? entry : null;
        }
    }

    /// <summary>Keeps what a write has done, in the place of what was kept of it.</summary>
    /// <param name="name">The item's name, in any case.</param>
    /// <param name="entry">What to keep.</param>
    /// <param name="cancel">Ends the wait for another's save; what is not saved by then goes with the next.</param>
    /// <exception cref="GhSecretsException">The name is none, or the file cannot be written.</exception>
    public Task RecordAsync(string name, LedgerEntry entry, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, Scope.Items);
        return ChangeAsync(
            () =>
            {
                bool isNew = !_entries.TryGetValue(normalized, out LedgerEntry? known) || known != entry;
                _entries[normalized] = entry;
                return isNew;
            },
            cancel);
    }

    /// <summary>Forgets an item that was removed; the file of the last one goes with it.</summary>
    /// <param name="name">The item's name, in any case.</param>
    /// <param name="cancel">Ends the wait for another's save; what is not saved by then goes with the next.</param>
    /// <exception cref="GhSecretsException">The file cannot be written.</exception>
    public Task ForgetAsync(string name, CancellationToken cancel) => ChangeAsync(() => _entries.Remove(name.ToUpperInvariant()), cancel);

    /// <summary>Whether the sync of a declared file wrote something that is kept here.</summary>
    internal bool HasAnyOf(string owner)
    {
        lock (_gate)
        {
            return _entries.Values.Any(entry => entry.Owner == owner);
        }
    }

    /// <summary>Gives the entries of other owners to one; says how many there were.</summary>
    internal int Adopt(IReadOnlyList<string> from, string owner)
    {
        int adopted = 0;
        Change(() =>
        {
            foreach (string name in _entries.Where(entry => from.Contains(entry.Value.Owner)).Select(entry => entry.Key).ToList())
            {
                _entries[name] = _entries[name] with { Owner = owner };
                adopted++;
            }

            return adopted > 0;
        });
        return adopted;
    }

    /// <summary>Tells the id of the repository that has the scope's name; what was kept of another one by that name is forgotten, which it
    /// says.</summary>
    internal bool Meet(long id)
    {
        bool isAnother = RepositoryId is long known && known != id;
        Change(() =>
        {
            bool isNews = isAnother && _entries.Count > 0;
            if (isAnother)
            {
                _entries.Clear();
            }

            RepositoryId = id;
            return isNews;
        });
        return isAnother;
    }

    /// <summary>Gives up all entries.</summary>
    internal (long? RepositoryId, IReadOnlyDictionary<string, LedgerEntry> Entries) Give()
    {
        IReadOnlyDictionary<string, LedgerEntry> given = Entries;
        Change(() =>
        {
            _entries.Clear();
            return given.Count > 0;
        });
        return (RepositoryId, given);
    }

    /// <summary>Takes the entries of the scope's former name, but for those that it has itself.</summary>
    internal void Take((long? RepositoryId, IReadOnlyDictionary<string, LedgerEntry> Entries) given) => Change(() =>
    {
        RepositoryId ??= given.RepositoryId;
        foreach (KeyValuePair<string, LedgerEntry> entry in given.Entries.Where(entry => !_entries.ContainsKey(entry.Key)))
        {
            _entries[entry.Key] = entry.Value with { Owner = null };
        }

        return given.Entries.Count > 0;
    });

    /// <summary>Saves what has changed without having been saved.</summary>
    internal Task SaveChangesAsync() => ChangeAsync(() => false, CancellationToken.None);

    private long Change(Func<bool> change)
    {
        lock (_gate)
        {
            return _changes += change() ? 1 : 0;
        }
    }

    private async Task ChangeAsync(Func<bool> change, CancellationToken cancel)
    {
        long mine = Change(change);
        await _saving.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_saved < mine)
            {
                await SaveAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    private async Task SaveAsync()
    {
        SortedDictionary<string, LedgerEntry> entries;
        long changes;
        lock (_gate)
        {
            entries = Snapshot();
            changes = _changes;
        }

        await _save(this, entries).ConfigureAwait(false);
        _saved = changes;
    }

    private SortedDictionary<string, LedgerEntry> Snapshot() => new(_entries, StringComparer.Ordinal);
}
