using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the ledger keeps of the secrets of one scope; thread-safe, and on disk before a change of it completes.</summary>
/// <remarks>Changes that come while a save runs share the next one.</remarks>
// A semaphore whose wait handle nobody asks for holds nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
public sealed class LedgerScope
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly Func<SecretScope, SortedDictionary<string, LedgerEntry>, Task> _save;
    private readonly SortedDictionary<string, LedgerEntry> _entries;
    private long _changes;
    private long _saved;

    /// <param name="scope">The scope, as it was written first.</param>
    /// <param name="entries">What its file holds.</param>
    /// <param name="save">Puts entries in the place of what the file holds.</param>
    internal LedgerScope(SecretScope scope, SortedDictionary<string, LedgerEntry> entries, Func<SecretScope, SortedDictionary<string, LedgerEntry>, Task> save)
    {
        Scope = scope;
        _entries = entries;
        _save = save;
    }

    /// <summary>The scope, as it was written first.</summary>
    public SecretScope Scope { get; }

    /// <summary>The entries of this moment by the names of their secrets, in upper case and sorted.</summary>
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

    /// <summary>The entry of a secret, its name in any case; null when there is none.</summary>
    public LedgerEntry? Find(string name)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(name.ToUpperInvariant(), out LedgerEntry? entry) ? entry : null;
        }
    }

    /// <summary>Keeps what a write of a secret has done, in the place of what was kept of it.</summary>
    /// <param name="name">The secret's name, in any case.</param>
    /// <param name="entry">What to keep.</param>
    /// <param name="cancel">Ends the wait for another's save; what is not saved by then goes with the next.</param>
    /// <exception cref="GhSecretsException">The name is none, or the file cannot be written.</exception>
    public Task RecordAsync(string name, LedgerEntry entry, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        return ChangeAsync(
            () =>
            {
                bool isNew = !_entries.TryGetValue(normalized, out LedgerEntry? known) || known != entry;
                _entries[normalized] = entry;
                return isNew;
            },
            cancel);
    }

    /// <summary>Forgets a secret that was removed; the file of the last one goes with it.</summary>
    /// <param name="name">The secret's name, in any case.</param>
    /// <param name="cancel">Ends the wait for another's save; what is not saved by then goes with the next.</param>
    /// <exception cref="GhSecretsException">The file cannot be written.</exception>
    public Task ForgetAsync(string name, CancellationToken cancel) => ChangeAsync(() => _entries.Remove(name.ToUpperInvariant()), cancel);

    private async Task ChangeAsync(Func<bool> change, CancellationToken cancel)
    {
        long mine;
        lock (_gate)
        {
            mine = _changes += change() ? 1 : 0;
        }

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

        await _save(Scope, entries).ConfigureAwait(false);
        _saved = changes;
    }

    private SortedDictionary<string, LedgerEntry> Snapshot() => new(_entries, StringComparer.Ordinal);
}
