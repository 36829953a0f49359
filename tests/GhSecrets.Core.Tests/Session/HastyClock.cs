using System;
using System.Threading;

namespace GhSecrets.Core.Tests;

/// <summary>A clock that runs a thousand times as fast as the world: a wait of a minute takes 60 milliseconds.</summary>
internal sealed class HastyClock : TimeProvider
{
    private const int Haste = 1000;

    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(_began * Haste);

    public override long GetTimestamp() => System.GetTimestamp() * Haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Hasty(dueTime), Hasty(period));

    private static TimeSpan Hasty(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / Haste;
}
