using System;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Whatever goes wrong on the way, every value arrives, the last one wins, and everything is accounted for.</summary>
public sealed class FaultyRunTests
{
    // One that is never answered is rare, because it takes as long as the time-out.
    private static readonly FaultKind[] s_kinds =
        [.. Enumerable.Repeat(FaultKind.All.Except([FaultKind.NoAnswer]), 8).SelectMany(kinds => kinds), FaultKind.NoAnswer];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FiveThousandSecrets_ArriveThroughEveryKindOfFault(int seed)
    {
        const int Count = 5000;
        await using FaultyRun run = await FaultyRun.StartAsync();
        run.State.Faults.Set(new FaultOptions { Seed = seed, Rate = 0.2, Kinds = s_kinds, RotateKeyAt = [500, 1000, 2000, 3000] });

        await run.SetAsync(Count, new Random(seed));

        SecretChange[] changes = [.. run.Outcomes.Cast<SecretChange>()];
        Assert.Equal(Count, changes.Length);
        Assert.All(run.Wanted, wanted => Assert.Equal(wanted.Value, run.Find(wanted.Key.Scope, wanted.Key.Name)?.Text));
        Assert.All(
            run.Wanted.Keys.Where(key => key.Scope.Rules.HasSelectedRepositories),
            key => Assert.Single(run.Find(key.Scope, key.Name)!.SelectedRepositoryIds));

        // Every request that the server saw was told, and every one beyond the first of a write is a retry that was told as such, a redirect, or a new key's.
        ApiExchange[] puts = [.. run.Exchanges.Where(exchange => exchange.Method == "PUT")];
        int redirects = puts.Count(put => (int?)put.Status == 307);
        Assert.Equal(run.State.Requests.All.Count, run.Exchanges.Count);
        Assert.Equal(puts.Length - redirects, changes.Sum(change => change.Attempts));
        Assert.Equal(Count, puts.Length - redirects - puts.Count(put => put.RetryAfter is not null) - puts.Count(put => (int?)put.Status == 422));
        Assert.InRange(puts.Count(put => (int?)put.Status == 422), 4, 4 * 9);
        Assert.Equal([.. FaultKind.All.Select(kind => kind.Name).Append("rotate-key").Order()], run.State.Faults.Counts.Where(kind => kind.Value > 0).Select(kind => kind.Key).Order());
    }
}
