using System;
using System.Linq;
using System.Threading.Tasks;

namespace Bench.Simulated;

/// <summary>A kind of token, by its limits.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="RequestsPerHour">The primary limit.</param>
/// <param name="HasContentLimit">Whether the session is connected with <c>-ContentLimit</c>.</param>
internal sealed record TokenKind(string Name, int RequestsPerHour, bool HasContentLimit = false)
{
    internal static TokenKind Personal { get; } = new("5,000 an hour", 5_000);

    internal static TokenKind App { get; } = new("15,000 an hour", 15_000);

    internal static TokenKind Content { get; } = new("15,000 an hour, `-ContentLimit`", 15_000, HasContentLimit: true);

    /// <summary>How long one job with a token of its own takes, and how many requests were refused.</summary>
    internal async Task<(TimeSpan Took, int Refused)> RunAsync(bool[] requests)
    {
        SimulatedToken token = new(RequestsPerHour);
        return (await Simulation.RunAsync(new SimulatedJob(requests, token, HasContentLimit)), token.Refused);
    }

    /// <summary>How many jobs that begin together and share one token take, and how many requests were refused.</summary>
    internal async Task<(TimeSpan Took, int Refused)> ShareAsync(params bool[][] jobs)
    {
        SimulatedToken token = new(RequestsPerHour);
        return (await Simulation.RunAsync([.. jobs.Select(requests => new SimulatedJob(requests, token, HasContentLimit))]), token.Refused);
    }

    /// <summary>The least that the limits allow: a full window's requests at once, and then as many as come back.</summary>
    internal TimeSpan Least(bool[] requests)
    {
        int hours = (requests.Length - 1) / RequestsPerHour;
        TimeSpan byRequests = TimeSpan.FromHours(hours) + Minutes(requests[(hours * RequestsPerHour)..]);
        TimeSpan byPoints = Minutes(requests);
        return byRequests > byPoints ? byRequests : byPoints;
    }

    private static TimeSpan Minutes(bool[] requests) => TimeSpan.FromMinutes((requests.Sum(SimulatedToken.PointsOf) - 1) / SimulatedToken.PointsPerMinute);
}
