using System.Management.Automation;

namespace GhSecrets;

/// <summary>How one item ended: with something to write, or with an error.</summary>
internal readonly struct Outcome
{
    internal Outcome(object result) => Result = result;

    internal Outcome(ErrorRecord error) => Error = error;

    internal object? Result { get; }

    internal ErrorRecord? Error { get; }
}
