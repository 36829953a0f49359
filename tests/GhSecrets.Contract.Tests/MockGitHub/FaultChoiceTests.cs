using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class FaultChoiceTests
{
    private static readonly FaultOptions s_mixed = new()
    {
        Seed = 7,
        Rate = 0.4,
        Kinds = [FaultKind.ServerError, FaultKind.BadGateway, FaultKind.Unavailable, FaultKind.TooManyRequests],
    };

    [Fact]
    public async Task TheSameSeed_GivesTheSameFaults_OnAnyServerAndForAnyRequests()
    {
        await using var acme = await AcmeServer.StartAsync();
        await using var other = await AcmeServer.StartAsync(https: true);

        var first = await StatusesAsync(acme, s_mixed, 60);
        var again = await StatusesAsync(acme, s_mixed, 60);
        var elsewhere = await StatusesAsync(other, s_mixed, 60, "repos/acme/lib/actions/secrets");
        var otherSeed = await StatusesAsync(acme, s_mixed with { Seed = 8 }, 60);

        Assert.Equal(first, again);
        Assert.Equal(first, elsewhere);
        Assert.NotEqual(first, otherSeed);
    }

    [Fact]
    public async Task AHigherRate_FaultsTheSameRequests_AndMore()
    {
        await using var acme = await AcmeServer.StartAsync();

        var few = await StatusesAsync(acme, s_mixed, 60);
        var many = await StatusesAsync(acme, s_mixed with { Rate = 0.7 }, 60);

        Assert.All(few.Zip(many), pair => Assert.True(pair.First == HttpStatusCode.OK || pair.First == pair.Second));
        Assert.True(few.Count(IsFault) < many.Count(IsFault));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.25, 70, 130)]
    [InlineData(1, 400, 400)]
    public async Task TheRate_IsTheShareOfFaults_AndEveryKindComes(double rate, int least, int most)
    {
        await using var acme = await AcmeServer.StartAsync();

        var statuses = await StatusesAsync(acme, s_mixed with { Rate = rate }, 400);

        Assert.InRange(statuses.Count(IsFault), least, most);
        Assert.Equal(rate == 0 ? [] : s_mixed.Kinds.Select(kind => kind.Name).Order(), acme.State.Faults.Counts.Keys);
    }

    [Fact]
    public void WithoutKinds_AllAreMeant() => Assert.Equal(FaultKind.All, new FaultOptions().Kinds);

    [Fact]
    public async Task TheLatency_IsAskedOfTheClock_ForEveryRequest()
    {
        var clock = new DelayClock();
        await using var acme = await AcmeServer.StartAsync(clock: clock);
        var options = new FaultOptions { Seed = 3, Latency = new(80, 40), Rate = 0.5, Kinds = [FaultKind.ServerError] };

        var first = await DelaysAsync(acme, clock, options);
        var again = await DelaysAsync(acme, clock, options);

        Assert.Equal(first, again);
        Assert.InRange(first.Distinct().Count(), 10, 20);
        Assert.All(first, delay => Assert.InRange(delay.TotalMilliseconds, 80, 120));
        Assert.InRange(acme.State.Faults.Counts["500"], 1, first.Count - 1);
    }

    private static async Task<List<TimeSpan>> DelaysAsync(AcmeServer acme, DelayClock clock, FaultOptions options)
    {
        acme.State.Faults.Set(options);
        var delays = new List<TimeSpan>();
        for (var number = 0; number < 20; number++)
        {
            var answer = acme.GetAsync("repos/acme/app");
            var delay = await clock.NextAsync();
            Assert.False(answer.IsCompleted);
            delays.Add(delay.Length);
            delay.Pass();
            await answer;
        }

        return delays;
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(AcmeServer acme, FaultOptions options, int count, string path = "repos/acme/app")
    {
        acme.State.Faults.Set(options);
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < count; number++)
        {
            statuses.Add((await acme.GetAsync(path)).Status);
        }

        return statuses;
    }

    private static bool IsFault(HttpStatusCode status) => status != HttpStatusCode.OK;
}
