using System;

namespace GhSecrets.Core.Tests;

/// <summary>How far a run is, in words and numbers.</summary>
public sealed class RunProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void WhileMoreMayCome_OnlyWhatIsDoneIsKnown()
    {
        RunProgress progress = Begun(expected: 60, knowsAll: false);

        Assert.Equal("30 done, 60 a minute", progress.Count(30, default));
        Assert.Equal((-1, -1), (progress.Percent, progress.SecondsRemaining));
    }

    [Fact]
    public void OnceAllIsKnown_TheRestIs()
    {
        RunProgress progress = Begun(expected: 1200, knowsAll: true);

        Assert.Equal("300 of 1,200 done, 600 a minute", progress.Count(300, default));
        Assert.Equal((25, 90), (progress.Percent, progress.SecondsRemaining));
    }

    [Fact]
    public void AWaitForALimit_IsShown_AndALongOneIsToldOnce()
    {
        RunProgress progress = Begun(expected: 60, knowsAll: true);
        DateTimeOffset soon = _clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        DateTimeOffset late = _clock.GetUtcNow() + TimeSpan.FromMinutes(10);

        Assert.Matches("^0 of 60 done, 0 a minute, waiting for the rate limit until [0-9:]{8}$", progress.Count(0, soon));
        Assert.Matches(" until [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}$", progress.Count(0, soon + TimeSpan.FromDays(2)));
        Assert.Null(progress.LongWait(soon, "-Limit"));
        Assert.Matches("^Waiting for the rate limit until [0-9:]{8}[.] -Limit limits such waits[.]$", progress.LongWait(late, "-Limit"));
        Assert.Null(progress.LongWait(late, "-Limit"));
        Assert.NotNull(progress.LongWait(late + TimeSpan.FromMinutes(10), "-Limit"));
    }

    [Fact]
    public void NothingToDo_IsNoPercentage()
    {
        RunProgress progress = Begun(expected: 0, knowsAll: true);

        Assert.Equal("0 of 0 done, 0 a minute", progress.Count(0, default));
        Assert.Equal(-1, progress.Percent);
    }

    [Theory]
    [InlineData(2000, true, 120, 0, 3, "Stopped: 120 of 2,000 are done; 3 were in flight and may have been written.")]
    [InlineData(2000, true, 1200, 2, 1, "Stopped: 1,200 of 2,000 are done, 2 failed; 1 was in flight and may have been written.")]
    [InlineData(136, false, 1, 0, 0, "Stopped: 1 of at least 136 is done.")]
    [InlineData(1, true, 0, 1, 0, "Stopped: 0 of 1 are done, 1 failed.")]
    public void AStoppedRun_SaysHowManyAreDoneOfThoseThatAreKnown(int expected, bool knowsAll, int done, int failed, int cut, string text) =>
        Assert.Equal(text, Begun(expected, knowsAll).Stopped(done, failed, cut));

    private RunProgress Begun(int expected, bool knowsAll)
    {
        RunProgress progress = new(_clock) { Expected = expected, KnowsAll = knowsAll };
        _clock.Advance(TimeSpan.FromSeconds(30));
        return progress;
    }
}
