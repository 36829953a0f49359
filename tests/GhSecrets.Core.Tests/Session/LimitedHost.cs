using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>What a host with GitHub's limits has counted: when each write arrived, and how many of the hour's requests are left.</summary>
internal sealed class LimitedHost(DateTimeOffset start)
{
    private const int RequestsPerHour = 5000;
    private const int PointsOfWrite = 5;

    private readonly List<DateTimeOffset> _arrivals = [];

    /// <summary>How many writes came.</summary>
    public int Count => _arrivals.Count;

    /// <summary>Takes note of a write that will arrive.</summary>
    public void Expect(DateTimeOffset at) => _arrivals.Add(at);

    /// <summary>The headers of the reply to a write that arrived.</summary>
    public (string Name, string Value)[] Headers(DateTimeOffset at)
    {
        DateTimeOffset hour = Hour(at);
        int used = _arrivals.Count(arrival => arrival <= at && Hour(arrival) == hour);
        return
        [
            ("X-RateLimit-Limit", "5000"),
            ("X-RateLimit-Remaining", Math.Max(0, RequestsPerHour - used).ToString(CultureInfo.InvariantCulture)),
            ("X-RateLimit-Reset", hour.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>The most points that arrived within any minute.</summary>
    public int MostPointsInAMinute()
    {
        DateTimeOffset[] times = [.. _arrivals.Order()];
        int most = 0;
        for (int last = 0, first = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromMinutes(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most * PointsOfWrite;
    }

    /// <summary>The most requests that arrived within an hour of the limit.</summary>
    public int MostRequestsInAnHour() => _arrivals.GroupBy(Hour).Max(hour => hour.Count());

    private DateTimeOffset Hour(DateTimeOffset at) => start.AddHours(Math.Floor((at - start).TotalHours));
}
