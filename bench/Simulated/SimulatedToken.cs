using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Http;
using GhSecrets.Core;

namespace Bench.Simulated;

/// <summary>What GitHub counts of one token: the hour's requests, and the points of a minute; it refuses what is beyond.</summary>
/// <param name="requestsPerHour">The requests of an hour, which begins with the first of them.</param>
internal sealed class SimulatedToken(int requestsPerHour)
{
    internal const int PointsPerMinute = 900;

    private readonly Queue<(DateTimeOffset At, int Points)> _minute = new();
    private int _points;
    private int _left;
    private DateTimeOffset _hourEnds;

    /// <summary>How many requests were refused.</summary>
    internal int Refused { get; private set; }

    internal static int PointsOf(bool isWrite) => isWrite ? 5 : 1;

    /// <summary>Counts a request, no earlier than those before it, and answers it.</summary>
    internal ApiReply Answer(bool isWrite, DateTimeOffset at)
    {
        if (at >= _hourEnds)
        {
            _hourEnds = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()).AddHours(1);
            _left = requestsPerHour;
        }

        while (_minute.TryPeek(out (DateTimeOffset At, int Points) oldest) && at - oldest.At >= TimeSpan.FromMinutes(1))
        {
            _points -= _minute.Dequeue().Points;
        }

        if (_left == 0 || _points + PointsOf(isWrite) > PointsPerMinute)
        {
            Refused++;
            return Reply(HttpStatusCode.TooManyRequests, _left == 0 ? [] : [("Retry-After", "60")]);
        }

        _left--;
        _points += PointsOf(isWrite);
        _minute.Enqueue((at, PointsOf(isWrite)));
        return Reply(isWrite ? HttpStatusCode.NoContent : HttpStatusCode.OK);
    }

    private ApiReply Reply(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = new(status);
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        response.Headers.TryAddWithoutValidation("X-RateLimit-Limit", requestsPerHour.ToString(CultureInfo.InvariantCulture));
        response.Headers.TryAddWithoutValidation("X-RateLimit-Remaining", _left.ToString(CultureInfo.InvariantCulture));
        response.Headers.TryAddWithoutValidation("X-RateLimit-Reset", _hourEnds.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return new ApiReply(response, [], 1);
    }
}
