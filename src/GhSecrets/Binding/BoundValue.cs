using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What a bound value means: an empty cell is "not given", and one of a kind that the binder left out is told, not passed over.</summary>
internal static class BoundValue
{
    /// <summary>The value that a record gives, or null.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when the record has one of a kind that cannot be bound.</exception>
    internal static SecretValue? Read(SecretValue? bound, PSObject? record, bool onCommandLine)
    {
        if (bound is null && !onCommandLine && Unbound(record) is object odd)
        {
            throw new GhSecretsException(
                ErrorId.InvalidValue,
                $"The value is a {odd.GetType().Name}. Give a string, SecureString, byte[], PSCredential or FileInfo.");
        }

        // Only -Value '' on the command line is an explicit empty value.
        return IsEmptyText(bound) && !onCommandLine ? null : bound;
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
