using System;

namespace GhSecrets.Core;

/// <summary>Counts the failures of one request and says how long to wait before the next try: what passes is repeated, within limits of
/// tries and of time.</summary>
internal sealed class RetryPolicy(ApiSessionOptions options)
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private int _failures;
    private TimeSpan _spent;

    /// <summary>The wait before the next try, or null when there is none: full jitter over an exponentially growing span, so that many
    /// clients do not come back together, and not less than the server asks.</summary>
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
