using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Requests go out at the pace that the host allows, by the session's clock; when a limit strikes, all wait.</summary>
public sealed class RateGovernorTests
{
    private readonly ManualClock _clock = new();

#if NET
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public async Task SixtyThousandPointsOfWrites_BreakNoLimit_AndWaitNoLongerThanItAsks(int throttleLimit)
    {
        const int Writes = 12_000;
        Random random = new(throttleLimit);
        DateTimeOffset start = _clock.GetUtcNow();
        LimitedHost host = new(start);
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, ThrottleLimit = throttleLimit });
        PriorityQueue<(TimeSpan Entered, DateTimeOffset Arrives, DateTimeOffset Replies), DateTimeOffset> underWay = new();
        for (int number = 1; number <= Writes; number++)
        {
            Task<TimeSpan?> entering = EnterAsync(governor);
            while (!entering.IsCompleted)
            {
                Task anew = _clock.UntilSomethingWaitsAnewAsync();
                PassToNextReplyOrTimer();
                await Task.WhenAny(entering, anew);
            }

            DateTimeOffset now = _clock.GetUtcNow();
            TimeSpan latency = TimeSpan.FromMilliseconds(random.Next(5, 400));
            DateTimeOffset arrives = now + (latency * random.NextDouble());
            host.Expect(arrives);
            underWay.Enqueue((Assert.NotNull(await entering), arrives, now + latency), now + latency);
            Assert.True(underWay.Count <= throttleLimit);
        }

        while (underWay.Count > 0)
        {
            PassToNextReplyOrTimer();
        }

        Assert.Equal(Writes, host.Count);
        Assert.InRange(host.MostPointsInAMinute(), 880, 900);
        Assert.InRange(host.MostRequestsInAnHour(), 4_980, 5_000);
        Assert.InRange((_clock.GetUtcNow() - start).TotalMinutes, 120, 135);

        void PassToNextReplyOrTimer()
        {
            DateTimeOffset now = _clock.GetUtcNow();
            DateTimeOffset? timer = now + _clock.NextDue;
            if (underWay.TryPeek(out (TimeSpan Entered, DateTimeOffset Arrives, DateTimeOffset Replies) next, out _) && !(timer < next.Replies))
            {
                underWay.Dequeue();
                _clock.Advance(next.Replies > now ? next.Replies - now : TimeSpan.Zero);
                governor.Leave(new RequestLoad(true), next.Entered, Reply(204, host.Headers(next.Arrives)));
            }
            else
            {
                _clock.Advance(_clock.NextDue!.Value);
            }
        }
    }
#endif

    [Fact]
    public async Task WritesAMinute_AreWhatWasAskedFor_AndReadsAreFree()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, WritesPerMinute = 2 });

        await PassAsync(governor);
        await PassAsync(governor);
        Task third = PassAsync(governor);
        await PassAsync(governor, isWrite: false);

        Assert.False(third.IsCompleted);
        await _clock.PassAsync(TimeSpan.FromMinutes(1));
        await third;
    }

    [Fact]
    public async Task NoPacing_WhenNoneIsAskedFor()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, WritesPerMinute = 0 });

        for (int write = 1; write <= 1000; write++)
        {
            Assert.NotNull(await PassAsync(governor));
        }

        Assert.Null(_clock.NextDue);
    }

    [Fact]
    public async Task TheLimitsOnContent_AreKeptWhenAsked_EightyAMinute_AndFiveHundredAnHour()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, HasContentLimit = true });
        DateTimeOffset start = _clock.GetUtcNow();
        List<double> minutes = [];
        for (int write = 1; write <= 501; write++)
        {
            Task<TimeSpan?> passing = PassAsync(governor);
            while (!passing.IsCompleted)
            {
                _clock.Advance(_clock.NextDue!.Value);
                await Task.WhenAny(passing, _clock.UntilSomethingWaitsAnewAsync());
            }

            minutes.Add((_clock.GetUtcNow() - start).TotalMinutes);
        }

        Assert.Equal((0, 0, 1, 6, 60), (minutes[0], minutes[79], minutes[80], minutes[499], minutes[500]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEnterpriseServer_IsPacedOnlyWhenItSendsItsLimits(bool sendsThem)
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, Host = ApiHost.FromName("ghes.example.com") });
        (string, string)[] headers = sendsThem ? [("X-RateLimit-Limit", "5000"), ("X-RateLimit-Remaining", "4000"), ("X-RateLimit-Reset", "1900000000")] : [];

        for (int write = 1; write <= 180; write++)
        {
            await PassAsync(governor, reply: Reply(204, headers));
        }

        Task<TimeSpan?> next = PassAsync(governor);
        Assert.Equal(sendsThem ? TimeSpan.FromMinutes(1) : null, _clock.NextDue);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await next;
    }

    [Fact]
    public async Task AHostWithoutLimitsOfItsOwn_IsNotPaced()
    {
        RateGovernor governor = new(new ApiSessionOptions { Clock = _clock }, VelaDialect.Instance.Pace);

        for (int write = 1; write <= 1000; write++)
        {
            await PassAsync(governor);
        }

        Assert.Null(_clock.NextDue);
    }

    [Fact]
    public async Task AStrike_StopsAll_AndThoseUnderWayBelongToIt()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock });
        TimeSpan[] underWay = [await NowAsync(governor), await NowAsync(governor), await NowAsync(governor)];

        foreach (TimeSpan entered in underWay)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            governor.Leave(new RequestLoad(true), entered, Reply(403, ("X-RateLimit-Remaining", "4114")));
        }

        // A minute from the last one: not two, and not four.
        Task<TimeSpan?> write = PassAsync(governor);
        Task<TimeSpan?> read = PassAsync(governor, isWrite: false);
        Assert.Equal(TimeSpan.FromMinutes(1), _clock.NextDue);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await write;
        await read;
    }

    [Fact]
    public async Task StrikesInARow_DoubleTheWait_UpToAnHour_UntilSomethingSucceeds()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock });
        List<double> minutes = [];
        for (int strike = 1; strike <= 8; strike++)
        {
            await StrikeAsync();
            minutes.Add(governor.PauseLeft.TotalMinutes);
        }

        Assert.Equal("1 2 4 8 16 32 60 60", string.Join(" ", minutes));
        _clock.Advance(governor.PauseLeft);
        await PassAsync(governor);
        await StrikeAsync();
        Assert.Equal(TimeSpan.FromMinutes(1), governor.PauseLeft);

        async Task StrikeAsync()
        {
            _clock.Advance(governor.PauseLeft + TimeSpan.FromSeconds(1));
            governor.Leave(new RequestLoad(true), await NowAsync(governor), Reply(403));
        }
    }

    [Theory]
    [InlineData("Retry-After", "7")]
    [InlineData("X-RateLimit-Reset", "1773144007")]
    public async Task AStrike_LastsAsLongAsTheServerSays_AndLongerWhenItComesBack(string header, string value)
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock });
        governor.Leave(new RequestLoad(true), await NowAsync(governor), Reply(429, ("X-RateLimit-Remaining", "0"), (header, value)));

        Assert.Equal(TimeSpan.FromSeconds(7), governor.PauseLeft);
    }

    [Fact]
    public async Task AUsedUpHour_IsWaitedFor_BeforeItIsHit()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, ThrottleLimit = 3 });
        string reset = _clock.GetUtcNow().AddMinutes(20).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        TimeSpan[] underWay = [await NowAsync(governor), await NowAsync(governor), await NowAsync(governor)];

        // Two are left, and two are under way: they may be the ones.
        governor.Leave(new RequestLoad(true), underWay[0], Reply(204, ("X-RateLimit-Remaining", "2"), ("X-RateLimit-Reset", reset)));
        Task<TimeSpan?> next = EnterAsync(governor);
        Assert.False(next.IsCompleted);

        // Both were counted already: one more may go.
        governor.Leave(new RequestLoad(true), underWay[1], Reply(204, ("X-RateLimit-Remaining", "2"), ("X-RateLimit-Reset", reset)));
        governor.Leave(new RequestLoad(true), Assert.NotNull(await next), Reply(204, ("X-RateLimit-Remaining", "1"), ("X-RateLimit-Reset", reset)));
        governor.Leave(new RequestLoad(true), underWay[2], Reply(204, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset)));

        Task<TimeSpan?> last = PassAsync(governor);
        await _clock.PassAsync(TimeSpan.FromMinutes(20));
        await last;
    }

    [Theory]
    [InlineData(2 * 3600, 7)]
    [InlineData(-2 * 3600, 7)]
    [InlineData(-40 * 86_400, 40 * 86_400 - 7)]
    public async Task AClockThatIsWrong_MakesNoWaitLonger_UnlessItIsTheServers(int serverIsAhead, int waits)
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock });
        DateTimeOffset there = _clock.GetUtcNow().AddSeconds(serverIsAhead);
        DateTimeOffset reset = serverIsAhead < -86_400 ? _clock.GetUtcNow().AddSeconds(waits) : there.AddSeconds(waits);
        string resets = reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        governor.Leave(
            new RequestLoad(true),
            await NowAsync(governor),
            Reply(403, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", resets), ("Date", there.ToString("R", CultureInfo.InvariantCulture))));

        Assert.Equal(TimeSpan.FromSeconds(waits), governor.PauseLeft);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Patience_RefusesAWaitOfAbsurdLength_AlsoWithoutALimit(int secondsMore)
    {
        Patience patience = new(null);

        Assert.Equal(secondsMore == 0, patience.Bears(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(secondsMore)));
    }

    [Fact]
    public async Task Patience_RefusesAWaitThatWouldBeTooLong_InAll()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock });
        Patience patience = new(TimeSpan.FromSeconds(90));

        governor.Leave(new RequestLoad(true), await NowAsync(governor), Reply(403));
        Task<TimeSpan?> first = EnterAsync(governor, patience: patience);
        await _clock.PassAsync(TimeSpan.FromSeconds(60));
        governor.Leave(new RequestLoad(true), Assert.NotNull(await first), Reply(429, ("Retry-After", "31")));

        Assert.Null(await EnterAsync(governor, patience: patience));
        Assert.Equal(TimeSpan.FromSeconds(31), patience.Refused);
    }

    [Fact]
    public async Task ARun_HearsUntilWhenItWaits_AndNoSlotIsLostToACancelledWait()
    {
        RateGovernor governor = Governor(new ApiSessionOptions { Clock = _clock, ThrottleLimit = 1 });
        governor.Leave(new RequestLoad(true), await NowAsync(governor), Reply(429, ("Retry-After", "40")));
        ApiRun run = new();
        using CancellationTokenSource cancel = new();

        Task<TimeSpan?> waiting = governor.EnterAsync(new RequestLoad(true), new Patience(null), run, cancel.Token);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(40), run.WaitsUntil);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Task<TimeSpan?> next = PassAsync(governor);
        await _clock.PassAsync(TimeSpan.FromSeconds(40));
        Assert.NotNull(await next);
    }

    private static RateGovernor Governor(ApiSessionOptions options) => new(options, GitHubDialect.Instance.Pace);

    private static Task<TimeSpan?> EnterAsync(RateGovernor governor, bool isWrite = true, Patience? patience = null) =>
        governor.EnterAsync(new RequestLoad(isWrite), patience ?? new Patience(null), null, CancellationToken.None);

    /// <summary>Enters without a wait.</summary>
    private static async Task<TimeSpan> NowAsync(RateGovernor governor)
    {
        Task<TimeSpan?> entering = EnterAsync(governor);
        Assert.True(entering.IsCompleted);
        return Assert.NotNull(await entering);
    }

    /// <summary>Enters, and leaves at once.</summary>
    private static async Task<TimeSpan?> PassAsync(RateGovernor governor, bool isWrite = true, ApiReply? reply = null)
    {
        TimeSpan? entered = await EnterAsync(governor, isWrite);
        governor.Leave(new RequestLoad(isWrite), Assert.NotNull(entered), reply ?? Reply(204, ("X-RateLimit-Limit", "5000")));
        return entered;
    }

    private static ApiReply Reply(int status, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = new((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        string body = status == 403 ? """{"message":"You have exceeded a secondary rate limit."}""" : "";
        return new ApiReply(response, System.Text.Encoding.UTF8.GetBytes(body), 1);
    }
}
