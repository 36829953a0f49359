using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Reads each key once, whoever asks and however many ask at once, and remembers what was read.</summary>
/// <remarks>A failure is shared by those who waited for it and not remembered; a caller that is cancelled fails nobody else.</remarks>
internal sealed class SharedReads<T>
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="key">What is read.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancel">Ends the read or the wait for another's.</param>
    /// <param name="isStale">Whether what is known proved to be out of date and must be read again; null for never.</param>
    internal async Task<T> GetAsync(
        string key,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancel,
        Func<T, bool>? isStale = null)
    {
        Entry entry = _entries.GetOrAdd(key, static _ => new Entry());
        if (entry.Known is { } known && isStale?.Invoke(known.Value) != true)
        {
            return known.Value;
        }

        int failuresBefore = Volatile.Read(ref entry.Failures);
        await entry.Gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (entry.Known is { } arrived && isStale?.Invoke(arrived.Value) != true)
            {
                return arrived.Value;
            }

            if (entry.Failures != failuresBefore)
            {
                throw entry.Failure!.Copy();
            }

            entry.Known = new Read(await ReadAsync(entry, read, cancel).ConfigureAwait(false));
            return entry.Known.Value;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>What was read already.</summary>
    internal bool TryFind(string key, [NotNullWhen(true)] out T? value)
    {
        Read? known = _entries.TryGetValue(key, out Entry? entry) ? entry.Known : null;
        value = known is null ? default : known.Value;
        return known is not null;
    }

    /// <summary>Remembers what was learned by another read.</summary>
    internal void Set(string key, T value) => _entries.GetOrAdd(key, static _ => new Entry()).Known = new Read(value);

    // Counts the failures of reads alone: a shared one that counted too would reach those who came after it.
    private static async Task<T> ReadAsync(Entry entry, Func<CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            return await read(cancel).ConfigureAwait(false);
        }
        catch (GhSecretsException e)
        {
            entry.Failure = e;
            entry.Failures++;
            throw;
        }
    }

    // Not disposable: a semaphore whose wait handle nobody asks for holds nothing to dispose.
    [SuppressMessage("Design", "CA1001", Justification = "See above.")]
    private sealed class Entry
    {
        internal readonly SemaphoreSlim Gate = new(1);
        internal volatile Read? Known;
        internal GhSecretsException? Failure;
        internal int Failures;
    }

    private sealed class Read(T value)
    {
        internal T Value => value;
    }
}
