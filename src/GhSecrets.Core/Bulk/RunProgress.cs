using System;
using System.Globalization;

namespace GhSecrets.Core;

/// <summary>How far a run is: how many items are done, how fast, what is left, and until when it waits for a rate limit.</summary>
public sealed class RunProgress
{
    /// <summary>A wait that lasts longer is also worth a warning: the log of a job shows no progress.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _clock;
    private readonly long _began;
    private DateTimeOffset _warnedOf;
    private int _done;
    private int _rate;

    /// <summary>Begins to count the time.</summary>
    public RunProgress(TimeProvider clock) => (_clock, _began) = (clock, clock.GetTimestamp());

    /// <summary>How many items are known that are to be done.</summary>
    public int Expected { get; set; }

    /// <summary>Whether all items are known that will come.</summary>
    public bool KnowsAll { get; set; }

    /// <summary>How much is done, 0 to 100; -1 as long as more items may come.</summary>
    public int Percent => KnowsAll && Expected > 0 ? Math.Min(100, (int)(100L * _done / Expected)) : -1;

    /// <summary>How long the rest takes at this pace; -1 when that is not known.</summary>
    public int SecondsRemaining => Percent >= 0 && _rate > 0 ? (int)((Expected - _done) * 60L / _rate) : -1;

    /// <summary>Takes the number of items done, and describes the state of the run.</summary>
    /// <param name="done">How many items are done.</param>
    /// <param name="waitsUntil">Until when the run waits for a rate limit; a time that has passed when it does not.</param>
    public string Count(int done, DateTimeOffset waitsUntil)
    {
        _done = Math.Max(0, done);
        _rate = (int)Math.Round(_done / _clock.GetElapsedTime(_began).TotalMinutes);
        return FormattableString.Invariant(
            $"{_done:N0}{(KnowsAll ? FormattableString.Invariant($" of {Expected:N0}") : "")} done, {_rate:N0} a minute")
            + (waitsUntil > _clock.GetUtcNow() ? $", waiting for the rate limit until {LocalTime(waitsUntil)}" : "");
    }

    /// <summary>How far a run was, once it was stopped.</summary>
    /// <param name="done">How many items took effect.</param>
    /// <param name="failed">How many failed.</param>
    /// <param name="cut">How many were under way.</param>
    public string Stopped(int done, int failed, int cut)
    {
        string of = KnowsAll ? "" : "at least ";
        string all = FormattableString.Invariant($"{done:N0} of {of}{Expected:N0} {(done == 1 ? "is" : "are")} done");
        string rest = FormattableString.Invariant($"{cut:N0} {(cut == 1 ? "was" : "were")} in flight and may have been written");
        return $"Stopped: {all}{(failed > 0 ? FormattableString.Invariant($", {failed:N0} failed") : "")}{(cut > 0 ? $"; {rest}" : "")}.";
    }

    /// <summary>A long wait that was not told of yet, in words; null for none.</summary>
    /// <param name="waitsUntil">Until when the run waits for a rate limit.</param>
    /// <param name="limit">The option that limits such waits.</param>
    public string? LongWait(DateTimeOffset waitsUntil, string limit)
    {
        if (waitsUntil - _clock.GetUtcNow() <= s_longWait || waitsUntil - _warnedOf <= s_longWait)
        {
            return null;
        }

        _warnedOf = waitsUntil;
        return $"Waiting for the rate limit until {LocalTime(waitsUntil)}. {limit} limits such waits.";
    }

    // A time of another day needs its date.
    private string LocalTime(DateTimeOffset time) => time.ToLocalTime().ToString(
        time - _clock.GetUtcNow() < TimeSpan.FromDays(1) ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss",
        CultureInfo.InvariantCulture);
}
