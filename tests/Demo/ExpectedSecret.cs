using System;

namespace Demo;

/// <summary>One secret of a rollout: the server it goes to, how the client tells of it, the bytes that must arrive, and those that the endpoint holds.</summary>
internal sealed record ExpectedSecret(string Server, string Label, byte[] Value, Func<byte[]?> Stored)
{
    internal const string Arrived = "opens to the value given";

    /// <summary>What the endpoint holds, in words.</summary>
    internal string Verdict() =>
        Stored() is not { } stored ? "IS NOT THERE"
        : stored.AsSpan().SequenceEqual(Value) ? Arrived
        : "OPENS TO ANOTHER VALUE";
}
