using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace Bench.Simulated;

/// <summary>Runs jobs against GitHub's limits, through the governors of real sessions, in no time: the days are a queue of events.</summary>
internal static class Simulation
{
    /// <summary>From 100 to 300 milliseconds until the reply; the half of it, the request is on its way.</summary>
    private const int ShortestLatency = 100;
    private const int LongestLatency = 300;

    /// <summary>How long jobs that begin together take, until the last reply of all.</summary>
    internal static async Task<TimeSpan> RunAsync(params IReadOnlyList<SimulatedJob> jobs)
    {
        Random random = new(1);
        DateTimeOffset start = jobs[0].Now;
        DateTimeOffset now = start;
        PriorityQueue<Exchange, DateTimeOffset> underWay = new();
        while (true)
        {
            foreach (SimulatedJob job in jobs)
            {
                foreach ((bool isWrite, TimeSpan entered) in await job.SendAsync())
                {
                    TimeSpan way = TimeSpan.FromMilliseconds(random.Next(ShortestLatency, LongestLatency) / 2.0);
                    underWay.Enqueue(new Exchange(job, isWrite, entered, way, null), now + way);
                }
            }

            DateTimeOffset? timer = jobs.Min(job => job.WaitsUntil);
            if (underWay.TryPeek(out Exchange? next, out DateTimeOffset at) && !(timer <= at))
            {
                underWay.Dequeue();
                now = at;
                await next.Job.PassToAsync(now);
                if (next.Reply is null)
                {
                    underWay.Enqueue(next with { Reply = next.Job.Token.Answer(next.IsWrite, now) }, now + next.Way);
                }
                else
                {
                    await next.Job.TakeAsync(next.IsWrite, next.Entered, next.Reply);
                }
            }
            else if (timer is DateTimeOffset due)
            {
                now = due;
                foreach (SimulatedJob job in jobs.Where(job => job.WaitsUntil <= due))
                {
                    await job.PassToAsync(due);
                }
            }
            else
            {
                return now - start;
            }
        }
    }

    /// <summary>A request that arrives, or whose reply does.</summary>
    private sealed record Exchange(SimulatedJob Job, bool IsWrite, TimeSpan Entered, TimeSpan Way, ApiReply? Reply);
}
