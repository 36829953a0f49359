using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the value that is bound to a cmdlet means, record by record: an empty cell is "not given", and one of a kind that the binder left out is told, not passed over.</summary>
internal sealed class BoundValue
{
    private bool _onCommandLine;

    /// <summary>Takes note of whether the value stands on the command line, while nothing of the pipeline is bound yet.</summary>
    internal void Begin(InvocationInfo call) => _onCommandLine = call.BoundParameters.ContainsKey("Value");

    /// <summary>Whether a record is itself the value, not an object that has one.</summary>
    internal bool IsPipedAlone(PSObject? record) => !_onCommandLine && SecretValueTransformationAttribute.IsValue(record?.BaseObject);

    /// <summary>The value that a record gives, or null.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when the record has one of a kind that cannot be bound.</exception>
    internal SecretValue? Read(SecretValue? bound, PSObject? record)
    {
        if (bound is null && !_onCommandLine && Unbound(record) is object odd)
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                $"The value is a {odd.GetType().Name}. Give a string, SecureString, byte[], PSCredential or FileInfo.");
        }

        // Only -Value '' on the command line is an explicit empty value.
        return IsEmptyText(bound) && !_onCommandLine ? null : bound;
    }

    /// <summary>Zeroes what the binder made for a record; what stands on the command line is for all of them.</summary>
    internal void EndRecord(SecretValue? bound)
    {
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

    private static object? Unbound(PSObject? record)
    {
        object? value = (record?.Properties["Value"] ?? record?.Properties["SecretValue"])?.Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }
}
