namespace GhSecrets.Core;

/// <summary>What a session does after a try of a request; <see cref="TryOutcome.Decide"/> says when.</summary>
internal enum NextStep
{
    /// <summary>The reply is the end.</summary>
    Return,

    /// <summary>The request takes another turn at once, with room for all reads of its look.</summary>
    TakeTurn,

    /// <summary>The request waits with the whole session until the limit lets it go.</summary>
    Pause,

    /// <summary>The request goes to where the reply points.</summary>
    Follow,

    /// <summary>The request waits by itself and is sent again.</summary>
    Repeat,

    /// <summary>The failure is the end, or the reply that refuses.</summary>
    Refuse,
}
