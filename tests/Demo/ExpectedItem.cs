using System;

namespace Demo;

/// <summary>One secret or variable of a rollout: the server it goes to, how the client tells of it, the bytes that must arrive, and those that the endpoint holds.</summary>
internal sealed record ExpectedItem(string Server, string Label, byte[] Value, Func<byte[]?> Stored)
{
    /// <summary>Whether its value can be read: then a second run finds it as it is to be, and writes nothing.</summary>
    internal bool IsVariable { get; init; }

    /// <summary>Whether the endpoint holds what was given.</summary>
    internal bool HasArrived => Stored() is { } stored && stored.AsSpan().SequenceEqual(Value);

    /// <summary>What the endpoint holds, in words.</summary>
    internal string Verdict() =>
        Stored() is null ? "IS NOT THERE"
        : HasArrived ? IsVariable ? "is the value given" : "opens to the value given"
        : IsVariable ? "IS ANOTHER VALUE" : "OPENS TO ANOTHER VALUE";
}
