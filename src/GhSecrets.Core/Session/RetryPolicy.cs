using System;

namespace GhSecrets.Core;

/// <summary>Counts the failures of one request and says how long to wait before the next try: what passes is repeated, within limits of tries and of time.</summary>
internal sealed class RetryPolicy(ApiSessionOptions options)
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private int _failures;
    private TimeSpan _spent;

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

    /// <summary>Whether a reply tells of a failure that may have passed when it is asked again.</summary>
    internal static bool Passes(ApiReply reply) => (int)reply.Status is 408 or 500 or 502 or 503 or 504;

    /// <summary>The wait before the next try, or null when there is none: full jitter over an exponentially growing span, so that many clients do not come back together, and not less than the server asks.</summary>
    /// <param name="took">How long the try took that failed.</param>
    /// <param name="reply">Its reply; null when the connection failed or timed out.</param>
    internal TimeSpan? DelayAfter(TimeSpan took, ApiReply? reply)
    {
        _failures++;
        double span = Math.Min(s_firstDelay.TotalSeconds * Math.Pow(2, _failures - 1), s_longestDelay.TotalSeconds);
        TimeSpan delay = TimeSpan.FromSeconds(Math.Max(span * options.Jitter(), reply is null ? 0 : ApiErrors.RetryAfter(reply) ?? 0));
        _spent += took + delay;
        return _failures <= options.MaximumRetryCount && _spent <= options.MaximumRetryTime ? delay : null;
    }
}
