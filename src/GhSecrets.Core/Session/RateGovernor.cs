using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Decides when a session's requests go out: so many at once, at the pace that the host demands, and none while a rate limit
/// holds.</summary>
/// <remarks>Source: GitHub, "Rate limits for the REST API" and "Best practices for using the REST API". One per session, whoever uses it;
/// thread-safe.</remarks>
// A semaphore whose wait handle nobody asks for holds nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
internal sealed class RateGovernor
{
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
    private readonly RatePause _pause = new();
    private readonly HourlyLimit _hour = new();

    private TaskCompletionSource<bool> _replied = NewSignal();
    private bool _limitsAreOff;
    private int _underWay;

    /// <summary>Creates the governor of one session.</summary>
    /// <param name="options">The session's settings.</param>
    /// <param name="pace">What the host allows by its documentation.</param>
    internal RateGovernor(ApiSessionOptions options, IEnumerable<RateWindow> pace)
    {
        _clock = options.Clock;
        _start = _clock.GetTimestamp();
        _slots = new SemaphoreSlim(options.ThrottleLimit);
        _limitsMayBeOff = options.Host.IsEnterpriseServer && options.WritesPerMinute is null;
        _windows = RateWindow.For(options, pace);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>How long the shared pause still lasts.</summary>
    internal TimeSpan PauseLeft
    {
        get
        {
            lock (_gate)
            {
                TimeSpan left = _pause.Until - Now;
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
        TimeSpan at = _pause.Until > now ? _pause.Until : now;
        if (_hour.IsReached(_underWay + load.Requests, now))
        {
            if (_underWay > 0)
            {
                return null;
            }

            at = _hour.Reset > at ? _hour.Reset : at;
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
            _pause.Strike(reply, entered, now, Today(reply));
        }
        else if (reply.IsSuccess)
        {
            _limitsAreOff = _limitsMayBeOff && reply.Header("X-RateLimit-Limit") is null;
            _pause.Succeeded(entered);
        }

        _hour.Observe(reply, now, Today(reply));
    }

    // By the server's clock, in which it names its times; one that is off by more than a day is no clock: no certificate would be valid.
    private DateTimeOffset Today(ApiReply reply)
    {
        DateTimeOffset here = _clock.GetUtcNow();
        return reply.Date is DateTimeOffset there && (there - here).Duration() < s_longestLook ? there : here;
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
