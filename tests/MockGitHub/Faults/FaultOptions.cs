using System;
using System.Collections.Generic;
using System.Linq;

namespace MockGitHub;

/// <summary>What goes wrong on purpose, in <c>PUT /_mock/faults</c> or by <see cref="InjectedFaults.Set"/>; by default nothing does.</summary>
public sealed record FaultOptions
{
    /// <summary>Decides, with the number of a request, all that is random about it: the same requests in the same order meet the same faults.</summary>
    public int Seed { get; init; }

    /// <summary>The share of requests, 0 to 1, that meet one of <see cref="Kinds"/>.</summary>
    public double Rate { get; init; }

    /// <summary>What is drawn from, one kind as often as the next; a kind that is named twice comes twice as often.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = FaultKind.All;

    /// <summary>What every request waits for, faulted or not.</summary>
    public FaultLatency Latency { get; init; } = new();

    /// <summary>The secondary rate limit; null for none.</summary>
    public SecondaryLimitOptions? Limits { get; init; }

    /// <summary>The PUTs of secrets, counted from 1 as they reach the API, that find a new key in their scope.</summary>
    public IReadOnlyList<int> RotateKeyAt { get; init; } = [];

    /// <summary>The write, counted from 1 as they reach the API, from which on its token is no longer accepted.</summary>
    public int? RevokeTokenAt { get; init; }

    /// <summary>The repositories that are found under another name.</summary>
    public IReadOnlyList<RepositoryRename> Renames { get; init; } = [];

    /// <summary>The requests that take effect and get no answer; null for none.</summary>
    public LostReplies? LostReplies { get; init; }

    /// <summary>What <c>retry-after</c> says, and how far away the reset of a primary limit is.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    internal void Check()
    {
        Require(Rate is >= 0 and <= 1, "rate must be between 0 and 1");
        Require(Kinds.Count > 0, "kinds must name at least one; without it, all are meant");
        Require(Latency is { Ms: >= 0, SpreadMs: >= 0 }, "latency must not be negative");
        Require(Limits is null or { Concurrent: null or > 0 }, "limits.concurrent must be at least 1");
        Require(Limits is null or { Points: null or > 0 }, "limits.points must be at least 1");
        Require(Limits is null or { WindowSeconds: > 0 }, "limits.windowSeconds must be at least 1");
        Require(Limits is null or { RetryAfterSeconds: null or >= 0 }, "limits.retryAfterSeconds must not be negative");
        Require(RotateKeyAt.All(number => number > 0), "rotateKeyAt counts from 1");
        Require(RevokeTokenAt is null or > 0, "revokeTokenAt counts from 1");
        Require(RetryAfterSeconds >= 0, "retryAfterSeconds must not be negative");
        Require(LostReplies is null or { Every: > 0 }, "lostReplies.every must be at least 1");
        foreach (var rename in Renames)
        {
            Require(rename is not null, "renames must hold objects");
            rename!.Check();
        }
    }

    internal static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"{rule}.");
        }
    }
}
