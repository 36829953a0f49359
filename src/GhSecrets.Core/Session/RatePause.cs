using System;

namespace GhSecrets.Core;

/// <summary>The pause of a whole session after a rate limit struck: as long as the server says, and longer each time that it strikes again;
/// not thread-safe.</summary>
/// <remarks>Source: GitHub, "Best practices for using the REST API". Times are spans since the session began.</remarks>
internal sealed class RatePause
{
    /// <summary>GitHub asks for a minute when a secondary limit names no time, and for more each time that it strikes again.</summary>
    private static readonly TimeSpan s_unnamedWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestUnnamedWait = TimeSpan.FromHours(1);

    private TimeSpan _struckAt = TimeSpan.MinValue;
    private int _strikes;

    /// <summary>When it ends; a time that has passed when there is none.</summary>
    internal TimeSpan Until { get; private set; }

    /// <summary>Takes note of a reply that says that a limit was hit; requests that were under way when it struck are part of the same
    /// strike.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="entered">When its request was let go.</param>
    /// <param name="now">The time.</param>
    /// <param name="today">The same by the calendar, in which the server names its times.</param>
    internal void Strike(ApiReply reply, TimeSpan entered, TimeSpan now, DateTimeOffset today)
    {
        if (entered > _struckAt)
        {
            _strikes++;
            _struckAt = now;
        }

        TimeSpan least = Grown(s_shortestWait);
        TimeSpan wait = ApiErrors.RetryAfter(reply) is int seconds ? TimeSpan.FromSeconds(seconds)
            : ApiErrors.Reset(reply) is DateTimeOffset reset ? reset - today
            : Grown(s_unnamedWait);
        TimeSpan until = now + (wait > least ? wait : least);
        Until = until > Until ? until : Until;
    }

    /// <summary>Takes note of a success: of a request that was let go after the last strike it ends the row of strikes.</summary>
    internal void Succeeded(TimeSpan entered) => _strikes = entered > _struckAt ? 0 : _strikes;

    private TimeSpan Grown(TimeSpan first) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Min(_strikes, 20) - 1), s_longestUnnamedWait.TotalSeconds));
}
