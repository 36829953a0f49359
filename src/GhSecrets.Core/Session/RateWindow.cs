using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>A limit on what may be sent within any span of time, in points; not thread-safe.</summary>
/// <remarks>A request holds its points from being sent until a span after its reply: wherever in between the server counted it, no span
/// holds more than the limit.</remarks>
/// <param name="limit">The most points in any span.</param>
/// <param name="span">The length of the span.</param>
/// <param name="write">The points of a POST, PATCH, PUT or DELETE.</param>
/// <param name="read">The points of any other request.</param>
internal sealed class RateWindow(int limit, TimeSpan span, int write, int read)
{
    private readonly Queue<(TimeSpan Until, int Points)> _spent = new();
    private int _points;

    /// <summary>The windows of a session: what the host documents, or what the session was told in its place, and GitHub's limits on
    /// creating content.</summary>
    internal static RateWindow[] For(ApiSessionOptions options, IEnumerable<RateWindow> pace) =>
    [
        .. options.WritesPerMinute switch
        {
            null => pace,
            0 => [],
            int writes => [OfWrites(writes, TimeSpan.FromMinutes(1))],
        },
        .. options.HasContentLimit ? (RateWindow[])[OfWrites(80, TimeSpan.FromMinutes(1)), OfWrites(500, TimeSpan.FromHours(1))] : [],
    ];

    private static RateWindow OfWrites(int limit, TimeSpan span) => new(limit, span, write: 1, read: 0);

    /// <summary>Since when a request may be sent: not later than <paramref name="now"/>, or when enough points come back; null while that
    /// hangs on replies that are to come.</summary>
    internal TimeSpan? FreeAt(RequestLoad load, TimeSpan now)
    {
        Forget(now);
        int missing = _points + Points(load) - limit;
        if (missing <= 0)
        {
            return now;
        }

        foreach ((TimeSpan until, int points) in _spent)
        {
            missing -= points;
            if (missing <= 0)
            {
                return until;
            }
        }

        return null;
    }

    /// <summary>Takes the points of a request that is sent.</summary>
    internal void Take(RequestLoad load) => _points += Points(load);

    /// <summary>Begins the span of a request whose reply came.</summary>
    internal void Ended(RequestLoad load, TimeSpan now)
    {
        Forget(now);
        _spent.Enqueue((now + span, Points(load)));
    }

    private void Forget(TimeSpan now)
    {
        while (_spent.Count > 0 && _spent.Peek().Until <= now)
        {
            _points -= _spent.Dequeue().Points;
        }
    }

    // What exceeds the limit by itself goes alone, and not never.
    private int Points(RequestLoad load) => Math.Min(limit, (load.IsWrite ? write : read) + (load.ReadsBefore * read));
}
