using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the value that is bound to a cmdlet means, record by record: an empty cell is "not given", and a record that is itself a
/// value becomes one.</summary>
internal sealed class BoundValue
{
    private static readonly SecretValueTransformationAttribute s_values = new();
    private static readonly string[] s_sources = ["Value", "Path", "EncryptedValue", "KeyId"];

    private bool _onCommandLine;
    private bool _hasSource;
    private bool _isMissing;
    private SecretValue? _made;

    /// <summary>Whether the value only stands for one that would be asked for, under <c>-WhatIf</c>.</summary>
    internal bool IsStandIn { get; private set; }

    /// <summary>Takes note of whether the value stands on the command line, while nothing of the pipeline is bound yet.</summary>
    internal void Begin(InvocationInfo call)
    {
        _onCommandLine = call.BoundParameters.ContainsKey("Value");
        _hasSource = s_sources.Any(call.BoundParameters.ContainsKey);
        _isMissing = !call.ExpectingInput && !_hasSource;
    }

    /// <summary>Asks for the value of a call that gives none at all; null where it gives one, or nobody can be asked.</summary>
    /// <param name="host">Who asks.</param>
    /// <param name="isWhatIf">Whether nothing is written: then any value will do, and nobody is asked.</param>
    /// <param name="names">The secrets that get the value.</param>
    /// <param name="scopes">Where they are.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when nothing was typed.</exception>
    internal SecretValue? Ask(PSHost host, bool isWhatIf, IEnumerable<string> names, IEnumerable<object> scopes)
    {
        if (!_isMissing)
        {
            return null;
        }

        IsStandIn = isWhatIf;
        return _made = isWhatIf
            ? SecretValue.FromText("any")
            : ValuePrompt.Ask(host, $"Value of {string.Join(", ", names)} in {string.Join(", ", scopes)}");
    }

    /// <summary>Whether a record is itself the value, not an object that has one.</summary>
    internal bool IsPipedAlone(PSObject? record) => !_onCommandLine && SecretValueTransformationAttribute.IsValue(record?.BaseObject);

    /// <summary>The value that a record gives, or is; null where it does neither.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> for what only stands for a value.</exception>
    internal SecretValue? Read(SecretValue? bound, PSObject? record)
    {
        if (IsPipedAlone(record))
        {
            bound = _made = s_values.Transform(null!, record) as SecretValue;
        }

        if (bound is null && record is not null && !_hasSource && OddValue.OfListing(record) is { } listing)
        {
            throw listing;
        }

        if (bound is { IsMask: true })
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                "The value is '***', which stands for a value that is not shown: it is lost when an object is turned into text or CSV.");
        }

        // Only -Value '' on the command line is an explicit empty value.
        return IsEmptyText(bound) && !_onCommandLine ? null : bound;
    }

    /// <summary>Zeroes what the binder made for a record; what stands on the command line is for all of them.</summary>
    internal void EndRecord(SecretValue? bound)
    {
        Dispose(_made);
        _made = null;
        if (!_onCommandLine)
        {
            Dispose(bound);
        }
    }

    /// <summary>Zeroes what the binder made: always its own copy, but for the empty text, which all share.</summary>
    internal static void Dispose(SecretValue? bound)
    {
        if (!IsEmptyText(bound))
        {
            bound?.Dispose();
        }
    }

    private static bool IsEmptyText(SecretValue? bound) => ReferenceEquals(bound, SecretValueTransformationAttribute.EmptyText);
}
