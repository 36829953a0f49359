using System;
using System.Collections.Generic;
using System.Linq;

namespace Bench.Simulated;

/// <summary>What a run over repositories with ten secrets each sends, by how many of a repository's secrets it writes.</summary>
/// <param name="WritesIn">The writes to the repository of a number.</param>
internal sealed record Rollout(Func<int, int> WritesIn)
{
    internal const int SecretsEach = 10;

    /// <summary>All are written.</summary>
    internal static Rollout First { get; } = new(_ => SecretsEach);

    /// <summary>One of a hundred is written: one secret of every tenth repository.</summary>
    internal static Rollout Daily { get; } = new(number => number % 10 == 0 ? 1 : 0);

    /// <summary>None is written.</summary>
    internal static Rollout Unchanged { get; } = new(_ => 0);

    /// <summary>Whether each request is a write: at most two reads of a repository where nothing is; else its list, its key, the writes, and the list with their times.</summary>
    internal bool[] Requests(IEnumerable<int> repositories) =>
    [
        .. repositories.Select(WritesIn).SelectMany(writes => writes == 0
            ? Enumerable.Repeat(false, 2)
            : [false, false, .. Enumerable.Repeat(true, writes), false]),
    ];
}
