using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Decides when a session's requests go out: so many at once, at the pace that the host demands, and none while a rate limit holds.</summary>
/// <remarks>Source: GitHub, "Rate limits for the REST API" and "Best practices for using the REST API". One per session, whoever uses it; thread-safe.</remarks>
// A semaphore whose wait handle nobody asks for holds nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
internal sealed class RateGovernor
{
    /// <summary>GitHub asks for a minute when a secondary limit names no time, and for more each time that it strikes again.</summary>
    private static readonly TimeSpan s_unnamedWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestUnnamedWait = TimeSpan.FromHours(1);

    /// <summary>No timer lasts longer than some weeks; what waits longer looks again each day.</summary>
    private static readonly TimeSpan s_longestLook = TimeSpan.FromDays(1);

#if NET9_0_OR_GREATER
    private readonly Lock _gate = new();
#else
    private readonly object _gate = new();
#endif
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly SemaphoreSlim _slots;
    private readonly bool _limitsMayBeOff;
    private readonly RateWindow[] _windows;

    private TaskCompletionSource<bool> _replied = NewSignal();
    private bool _limitsAreOff;
    private int _underWay;
    private TimeSpan _pausedUntil;
    private TimeSpan _struckAt = TimeSpan.MinValue;
    private int _strikes;
    private int _left = int.MaxValue;
    private TimeSpan _reset;

    /// <summary>Creates the governor of one session.</summary>
    /// <param name="options">The session's settings.</param>
    /// <param name="pace">What the host allows by its documentation.</param>
    internal RateGovernor(ApiSessionOptions options, IEnumerable<RateWindow> pace)
    {
        _clock = options.Clock;
        _start = _clock.GetTimestamp();
        _slots = new SemaphoreSlim(options.ThrottleLimit);
        _limitsMayBeOff = options.Host.IsEnterpriseServer && options.WritesPerMinute is null;
        IEnumerable<RateWindow> windows = options.WritesPerMinute switch
        {
            null => pace,
            0 => [],
            int writes => [new RateWindow(writes, TimeSpan.FromMinutes(1), write: 1, read: 0)],
        };
        if (options.HasContentLimit)
        {
            windows = windows.Concat([
                new RateWindow(80, TimeSpan.FromMinutes(1), write: 1, read: 0),
                new RateWindow(500, TimeSpan.FromHours(1), write: 1, read: 0),
            ]);
        }

        _windows = windows.ToArray();
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>How long the shared pause still lasts.</summary>
    internal TimeSpan PauseLeft
    {
        get
        {
            lock (_gate)
            {
                TimeSpan left = _pausedUntil - Now;
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="load">What it weighs.</param>
    /// <param name="patience">How long it may wait for limits; the time waited is taken off.</param>
    /// <param name="run">Told how long it waits.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>When it was let go, for <see cref="Leave"/>; null when it would have to wait longer than its patience.</returns>
    internal async Task<TimeSpan?> EnterAsync(RequestLoad load, Patience patience, ApiRun? run, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel).ConfigureAwait(false);
        TimeSpan? entered = null;
        try
        {
            return entered = await GoAsync(load, patience, run, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (entered is null)
            {
                _slots.Release();
            }
        }
    }

    /// <summary>Takes note of how a request ended, and makes room for the next.</summary>
    /// <param name="load">What it weighed.</param>
    /// <param name="entered">When it was let go.</param>
    /// <param name="reply">Its reply; null when none came.</param>
    internal void Leave(RequestLoad load, TimeSpan entered, ApiReply? reply)
    {
        TaskCompletionSource<bool> replied;
        lock (_gate)
        {
            TimeSpan now = Now;
            _underWay -= load.Requests;
            foreach (RateWindow window in _windows)
            {
                window.Ended(load, now);
            }

            if (reply is not null)
            {
                Observe(reply, entered, now);
            }

            (replied, _replied) = (_replied, NewSignal());
        }

        _slots.Release();
        replied.SetResult(true);
    }

    /// <summary>Makes room for one more read in the turn of a request; false when it would have to wait.</summary>
    internal bool TryExtend()
    {
        RequestLoad read = new(IsWrite: false);
        lock (_gate)
        {
            TimeSpan now = Now;
            if (!(FreeAt(read, now) <= now))
            {
                return false;
            }

            Take(read);
            return true;
        }
    }

    /// <summary>Takes note of a reply to a read that went out in the turn of another request.</summary>
    internal void Heard(TimeSpan entered, ApiReply reply)
    {
        lock (_gate)
        {
            Observe(reply, entered, Now);
        }
    }

    private async Task<TimeSpan?> GoAsync(RequestLoad load, Patience patience, ApiRun? run, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Task replied;
            TimeSpan? free;
            TimeSpan now;
            lock (_gate)
            {
                now = Now;
                free = FreeAt(load, now);
                if (free <= now)
                {
                    Take(load);
                    return now;
                }

                replied = _replied.Task;
            }

            TimeSpan wait = s_longestLook;
            if (free is TimeSpan at)
            {
                wait = TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds));
                if (!patience.Bears(wait))
                {
                    return null;
                }

                run?.Waits(_clock.GetUtcNow() + wait);
            }

            await WaitAsync(wait < s_longestLook ? wait : s_longestLook, replied, cancel).ConfigureAwait(false);
            patience.Spend(Now - now);
            run?.EnsureGoesOn();
        }
    }

    private void Take(RequestLoad load)
    {
        _underWay += load.Requests;
        foreach (RateWindow window in _windows)
        {
            window.Take(load);
        }
    }

    // A reply may bring points or news: what waits for a time looks again then.
    private async Task WaitAsync(TimeSpan wait, Task replied, CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task delay = _clock.DelayAsync(wait, either.Token);
        await Task.WhenAny(delay, replied).ConfigureAwait(false);
        either.Cancel();
    }

    private TimeSpan? FreeAt(RequestLoad load, TimeSpan now)
    {
        TimeSpan at = _pausedUntil > now ? _pausedUntil : now;
        if (_left <= _underWay + load.ReadsBefore && _reset > now)
        {
            if (_underWay > 0)
            {
                return null;
            }

            at = _reset > at ? _reset : at;
        }

        if (!_limitsAreOff)
        {
            foreach (RateWindow window in _windows)
            {
                if (window.FreeAt(load, now) is not TimeSpan free)
                {
                    return null;
                }

                at = free > at ? free : at;
            }
        }

        return at;
    }

    private void Observe(ApiReply reply, TimeSpan entered, TimeSpan now)
    {
        if (ApiErrors.IsRateLimit(reply))
        {
            Strike(reply, entered, now);
        }
        else if (reply.IsSuccess)
        {
            _limitsAreOff = _limitsMayBeOff && reply.Header("X-RateLimit-Limit") is null;
            if (entered > _struckAt)
            {
                _strikes = 0;
            }
        }

        if (ApiErrors.Remaining(reply) is (int left, DateTimeOffset reset))
        {
            TimeSpan resets = now + (reset - _clock.GetUtcNow());
            bool isNewHour = _reset <= now || resets - _reset > s_unnamedWait;

            // Replies overtake each other: within an hour only a smaller rest is news.
            _left = isNewHour ? left : Math.Min(_left, left);
            _reset = resets;
        }
    }

    // Requests that were under way when the limit struck are part of the same strike.
    private void Strike(ApiReply reply, TimeSpan entered, TimeSpan now)
    {
        if (entered > _struckAt)
        {
            _strikes++;
            _struckAt = now;
        }

        double growth = Math.Pow(2, Math.Min(_strikes, 20) - 1);
        TimeSpan least = Least(s_shortestWait, growth);
        TimeSpan wait = ApiErrors.RetryAfter(reply) is int seconds ? TimeSpan.FromSeconds(seconds)
            : ApiErrors.Reset(reply) is DateTimeOffset reset ? reset - _clock.GetUtcNow()
            : Least(s_unnamedWait, growth);
        TimeSpan until = now + (wait > least ? wait : least);
        _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
    }

    private static TimeSpan Least(TimeSpan first, double growth) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * growth, s_longestUnnamedWait.TotalSeconds));

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
