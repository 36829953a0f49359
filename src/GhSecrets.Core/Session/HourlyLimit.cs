using System;

namespace GhSecrets.Core;

/// <summary>The primary rate limit: how many requests the server still allows in its hour, by its replies; not thread-safe.</summary>
/// <remarks>Source: GitHub, "Rate limits for the REST API". Times are spans since the session began.</remarks>
internal sealed class HourlyLimit
{
    /// <summary>Clocks differ: an hour that ends no more than this later is the same hour.</summary>
    private static readonly TimeSpan s_sameHour = TimeSpan.FromMinutes(1);

    private int _left = int.MaxValue;

    /// <summary>When the hour ends; a time that has passed when no reply has told one.</summary>
    internal TimeSpan Reset { get; private set; }

    /// <summary>Whether requests beside those under way are more than the hour still allows.</summary>
    internal bool IsReached(int requests, TimeSpan now) => _left < requests && Reset > now;

    /// <summary>Takes note of what a reply tells; replies overtake each other, so that within an hour only a smaller rest is
    /// news.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="now">The time.</param>
    /// <param name="today">The same by the calendar, in which the server names its times.</param>
    internal void Observe(ApiReply reply, TimeSpan now, DateTimeOffset today)
    {
        if (ApiErrors.Remaining(reply) is (int left, DateTimeOffset reset))
        {
            TimeSpan resets = now + (reset - today);
            bool isNewHour = Reset <= now || resets - Reset > s_sameHour;
            _left = isNewHour ? left : Math.Min(_left, left);
            Reset = resets;
        }
    }
}
