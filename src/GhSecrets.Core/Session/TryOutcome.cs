using System.Net.Http;

namespace GhSecrets.Core;

/// <summary>What came of one try of a request, as far as it decides what is done next.</summary>
internal readonly record struct TryOutcome
{
    /// <summary>The request's method.</summary>
    internal HttpMethod Method { get; init; }

    /// <summary>Whether the look's reads need more room than the turn had, or a pause has begun since.</summary>
    internal bool NeedsTurn { get; init; }

    /// <summary>Whether the look found that nothing needs to be sent.</summary>
    internal bool IsNeedless { get; init; }

    /// <summary>The status of the reply; null when none came.</summary>
    internal int? Status { get; init; }

    /// <summary>Whether the reply says that a rate limit was hit.</summary>
    internal bool IsRateLimit { get; init; }

    /// <summary>Whether the service gives such a reply to such a request, though its status may look like a failure that passes.</summary>
    internal bool IsAnswer { get; init; }

    /// <summary>Whether a redirect leads to where the request may go, and not too many came before it.</summary>
    internal bool MayFollow { get; init; }

    /// <summary>Whether anything of it can have reached the server.</summary>
    internal bool MayHaveArrived { get; init; }

    /// <summary>Whether sending it again does no harm, and somebody waits for that.</summary>
    internal bool MayRepeat { get; init; }

    /// <summary>Whether neither the tries nor the time for them are used up; told only of what may be repeated.</summary>
    internal bool HasTriesLeft { get; init; }

    /// <summary>Whether an earlier try may have taken effect, although its answer was lost.</summary>
    internal bool MayBeDone { get; init; }

    /// <summary>Whether the token has never been accepted, may be too new for GitHub to know it everywhere, and has tries
    /// left.</summary>
    internal bool MayBeNewToken { get; init; }

    /// <summary>Whether the token was refused, and may be accepted in a moment.</summary>
    internal bool IsTokenTooNew => Status is 401 && MayBeNewToken;

    /// <summary>Whether it is a failure that may have passed when it is asked again.</summary>
    internal bool Passes => !IsAnswer && Status is null or 408 or 500 or 502 or 503 or 504 or (>= 200 and < 300);

    /// <summary>Whether the next try may get another reply: the limit is over, the failure has passed, the token is known.</summary>
    internal bool MayBeOtherwiseNext => IsRateLimit || Passes || IsTokenTooNew;

    /// <summary>Whether the reply points to another address.</summary>
    internal bool IsRedirect => Status is 301 or 302 or 307 or 308;

    private bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What is done next: the first line that fits.</summary>
    internal NextStep Decide() => this switch
    {
        { NeedsTurn: true } => NextStep.TakeTurn,
        { IsNeedless: true } => NextStep.Return,
        { IsRateLimit: true } => NextStep.Pause,
        { IsSuccess: true, IsAnswer: true } => NextStep.Return,
        { IsRedirect: true, MayFollow: true } => NextStep.Follow,
        { Passes: true, MayRepeat: true, HasTriesLeft: true } => NextStep.Repeat,
        { IsTokenTooNew: true } => NextStep.Repeat,
        { Status: 404, MayBeDone: true, Method.Method: "DELETE" } => NextStep.Return,
        _ => NextStep.Refuse,
    };
}
