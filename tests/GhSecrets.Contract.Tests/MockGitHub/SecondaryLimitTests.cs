using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class SecondaryLimitTests
{
    private const string Scope = "repos/acme/app/actions";

    [Fact]
    public async Task Points_AreOneForAReadAndFiveForAWrite_WithinASlidingWindow()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var acme = await AcmeServer.StartAsync(clock: clock);
        acme.State.AddToken(new MockToken("other"));
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Limits = new(Points: 6, WindowSeconds: 60) });

        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/acme/app")).Status);
        clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.Created, (await acme.PutAsync($"{Scope}/secrets/A", body)).Status);
        AssertRefused(await acme.GetAsync("repos/acme/app"), retryAfter: null);
        Assert.Equal(HttpStatusCode.OK, (await acme.SendAsync(HttpMethod.Get, "repos/acme/app", token: "other")).Status);

        clock.Now += TimeSpan.FromSeconds(30);
        AssertRefused(await acme.PutAsync($"{Scope}/secrets/B", body), retryAfter: null);
        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/acme/app")).Status);
        AssertRefused(await acme.GetAsync("repos/acme/app"), retryAfter: null);

        clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.Created, (await acme.PutAsync($"{Scope}/secrets/C", body)).Status);
        Assert.Null(acme.State.FindVault(Scope)!.Find("B"));
        Assert.Equal(3, acme.State.Faults.Counts["limit-points"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MoreRequestsAtOnceThanAllowed_AreRefused_WithoutEffect(bool https)
    {
        var clock = new DelayClock();
        await using var acme = await AcmeServer.StartAsync(clock: clock, https: https);
        acme.State.AddToken(new MockToken("other"));
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Latency = new(80), Limits = new(Concurrent: 1, RetryAfterSeconds: 3) });

        var first = acme.PutAsync($"{Scope}/secrets/A", body);
        var firstDelay = await clock.NextAsync();
        var second = acme.PutAsync($"{Scope}/secrets/B", body);
        (await clock.NextAsync()).Pass();
        AssertRefused(await second, retryAfter: "3");
        var other = acme.SendAsync(HttpMethod.Get, "repos/acme/app", token: "other");
        (await clock.NextAsync()).Pass();
        Assert.Equal(HttpStatusCode.OK, (await other).Status);
        firstDelay.Pass();

        Assert.Equal(HttpStatusCode.Created, (await first).Status);
        Assert.Equal("A", Assert.Single(acme.State.FindVault(Scope)!.Secrets).Name);
        Assert.Equal(1, acme.State.Faults.Counts["limit-concurrent"]);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "reset-after")]
    [InlineData(true, "reset-after")]
    [InlineData(true, "cut-body")]
    public async Task RequestsOneAfterTheOther_AreNeverTwoAtOnce(bool https, string? kind)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        acme.State.Faults.Set(new FaultOptions { Rate = kind is null ? 0 : 1, Kinds = [FaultKind.Get(kind ?? "500")], Limits = new(Concurrent: 1) });

        for (var number = 0; number < 50; number++)
        {
            await Record.ExceptionAsync(() => acme.GetAsync("repos/acme/app"));
        }

        Assert.DoesNotContain("limit-concurrent", acme.State.Faults.Counts.Keys);
    }

    private static void AssertRefused(Answer answer, string? retryAfter)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.StartsWith("You have exceeded a secondary rate limit", answer.Message);
        Assert.Equal(retryAfter, answer.Headers.GetValueOrDefault("Retry-After"));
    }
}
