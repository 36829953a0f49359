using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The values of a cmdlet that sets secrets, record by record: bound, piped by themselves, or asked for.</summary>
/// <param name="comparer">Whether the letter case of a secret's name counts.</param>
/// <param name="set">Goes on with a record.</param>
/// <param name="refuse">Gives up a record, with the reason.</param>
internal sealed class ValueInput<TRecord>(
    IEqualityComparer<string> comparer,
    Action<TRecord> set,
    Action<TRecord, GhSecretsException> refuse)
    where TRecord : class, IDisposable
{
    private readonly BoundValue _bound = new();
    private readonly PipedValues<TRecord> _piped = new(comparer, set, refuse);

    /// <summary>Takes note of where the value comes from, while nothing of the pipeline is bound yet.</summary>
    internal void Begin(InvocationInfo call) => _bound.Begin(call);

    /// <summary>The value that a record gives, or is; null where it does neither.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> for what only stands for a value.</exception>
    internal SecretValue? Read(SecretValue? bound, PSObject? record) => _bound.Read(bound, record);

    /// <summary>Asks for the value of a call that gives none at all; null where it gives one, or nobody can be asked.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when nothing was typed.</exception>
    internal SecretValue? Ask(PSHost host, bool isWhatIf, IEnumerable<string> names, IEnumerable<object> scopes) =>
        _bound.Ask(host, isWhatIf, names, scopes);

    /// <summary>Whether the value only stands for one that would be asked for, under <c>-WhatIf</c>.</summary>
    internal bool IsStandIn => _bound.IsStandIn;

    /// <summary>Goes on with a record, or holds it back until the next where it is itself the value.</summary>
    /// <param name="record">What was read of the record.</param>
    /// <param name="keys">The secrets that it sets.</param>
    /// <param name="piped">The record as it was piped.</param>
    internal void Take(TRecord record, IEnumerable<string> keys, PSObject? piped)
    {
        if (_bound.IsPipedAlone(piped))
        {
            _piped.Hold(string.Join("\n", keys), record);
        }
        else
        {
            set(record);
        }
    }

    /// <summary>Zeroes what the binder made for a record.</summary>
    internal void EndRecord(SecretValue? bound) => _bound.EndRecord(bound);

    /// <summary>Goes on with the record that is held back, once no other comes.</summary>
    internal void End() => _piped.Release();

    /// <summary>Zeroes what is still held.</summary>
    internal void Close(SecretValue? bound)
    {
        _piped.Close();
        BoundValue.Dispose(bound);
    }
}
