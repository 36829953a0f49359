using System;
using System.Collections.Generic;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Keeps a value that was piped by itself back until the next record: a second one for the same secret, such as the lines that
/// Get-Content writes, refuses both.</summary>
/// <param name="comparer">Whether the letter case of a secret's name counts.</param>
/// <param name="set">Goes on with a record.</param>
/// <param name="refuse">Gives up a record, with the reason.</param>
internal sealed class PipedValues<TRecord>(
    IEqualityComparer<string> comparer,
    Action<TRecord> set,
    Action<TRecord, GhSecretsException> refuse)
    where TRecord : class, IDisposable
{
    private readonly HashSet<string> _seen = new(comparer);
    private string _heldKey = "";
    private TRecord? _held;

    /// <summary>Takes a record whose value was piped by itself.</summary>
    internal void Hold(string key, TRecord record)
    {
        if (_seen.Add(key))
        {
            Release();
            (_heldKey, _held) = (key, record);
            return;
        }

        if (_held is TRecord held && comparer.Equals(_heldKey, key))
        {
            _held = null;
            Refuse(held);
        }

        Refuse(record);
    }

    /// <summary>Goes on with the record that is held, if there is one.</summary>
    internal void Release()
    {
        if (_held is TRecord record)
        {
            _held = null;
            set(record);
        }
    }

    /// <summary>Forgets the record that is held.</summary>
    internal void Close() => _held?.Dispose();

    private void Refuse(TRecord record)
    {
        using (record)
        {
            refuse(record, new GhSecretsException(
                ErrorId.InvalidValue,
                "More than one value was piped for this secret. For a file use Get-Content -Raw, or -Path; for several secrets pipe "
                    + "objects with Name and Value."));
        }
    }
}
