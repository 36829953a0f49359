using System;

namespace GhSecrets.Core;

/// <summary>Decides whether a try is repeated and how long to wait before: what passes is repeated, what is an answer is not.</summary>
internal sealed class RetryPolicy(ApiSessionOptions options)
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    /// <summary>GitHub asks for a minute when a secondary limit names no time.</summary>
    private static readonly TimeSpan s_limitDelay = TimeSpan.FromMinutes(1);

    /// <summary>A limit that lasts longer is reported instead of waited for.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    /// <summary>The default source of random numbers from 0 to 1.</summary>
    internal static double RandomJitter()
    {
#if NET
        return Random.Shared.NextDouble();
#else
        lock (s_random)
        {
            return s_random.NextDouble();
        }
#endif
    }

#if !NET
    private static readonly Random s_random = new();
#endif

    /// <summary>The wait before the next try, or null when this outcome is final; no reply means that the connection failed or timed out.</summary>
    internal TimeSpan? Delay(int attempts, ApiReply? reply)
    {
        if (attempts > options.MaximumRetryCount)
        {
            return null;
        }

        if (reply is not null && ApiErrors.IsRateLimit(reply))
        {
            TimeSpan wait = LimitDelay(reply);
            return wait <= s_longestWait ? wait : null;
        }

        return reply is null || (int)reply.Status is 408 or 500 or 502 or 503 or 504 ? Backoff(attempts) : null;
    }

    private TimeSpan LimitDelay(ApiReply reply)
    {
        if (ApiErrors.RetryAfter(reply) is int seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (ApiErrors.Reset(reply) is DateTimeOffset reset)
        {
            TimeSpan wait = reset - options.Clock.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : s_firstDelay;
        }

        return s_limitDelay;
    }

    /// <summary>Full jitter over an exponentially growing span, so that many clients do not come back together.</summary>
    private TimeSpan Backoff(int attempts)
    {
        double span = s_firstDelay.TotalSeconds * Math.Pow(2, attempts - 1);
        return TimeSpan.FromSeconds(Math.Min(span, s_longestDelay.TotalSeconds) * options.Jitter());
    }
}
