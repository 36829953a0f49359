using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A clock that stands still until a test lets time pass, so that waits and time-outs take none.</summary>
internal sealed class ManualClock : TimeProvider
{
    // Only so that a test whose wait never comes fails in place of hanging.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> _awaited = [];
    private TaskCompletionSource? _anew;
    private DateTimeOffset _now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until something waits for exactly this long, and then lets the time pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await UntilSomethingWaitsAsync(due);
        Advance(due);
    }

    /// <summary>Waits until something waits for exactly this long.</summary>
    public Task UntilSomethingWaitsAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Any(timer => timer.Due == due))
            {
                return Task.CompletedTask;
            }

            TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, set));
            return set.Task.WaitAsync(s_patience);
        }
    }

    /// <summary>How long until the next timer's time has come; null when nothing waits.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.At) - _now;
            }
        }
    }

    /// <summary>Waits until, from now on, something begins to wait, however long.</summary>
    public Task UntilSomethingWaitsAnewAsync()
    {
        lock (_gate)
        {
            return (_anew ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(s_patience);
        }
    }

    /// <summary>Lets time pass and fires the timers whose time has come.</summary>
    public void Advance(TimeSpan span)
    {
        Timer[] due;
        lock (_gate)
        {
            _now += span;
            due = [.. _timers.Where(timer => timer.At <= _now)];
            _timers.RemoveAll(timer => timer.At <= _now);
        }

        foreach (Timer timer in due)
        {
            timer.Fire();
        }
    }

    private void Set(Timer timer, TimeSpan due)
    {
        TaskCompletionSource[] awaited;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            (timer.Due, timer.At) = (due, _now + due);
            _timers.Add(timer);
            awaited = [.. _awaited.Where(one => one.Due == due).Select(one => one.Set)];
            _awaited.RemoveAll(one => one.Due == due);
            if (_anew is not null)
            {
                awaited = [.. awaited, _anew];
                _anew = null;
            }
        }

        foreach (TaskCompletionSource one in awaited)
        {
            one.SetResult();
        }
    }

    private sealed class Timer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public DateTimeOffset At { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
