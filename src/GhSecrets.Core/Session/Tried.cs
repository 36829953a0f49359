using System;

namespace GhSecrets.Core;

/// <summary>What a turn has sent last, and what came.</summary>
/// <param name="Sent">The request, or a read of its look; null when it needs another turn.</param>
/// <param name="Reply">The reply to that; null when none came.</param>
internal readonly record struct Tried(ApiRequest? Sent, ApiReply? Reply)
{
    /// <summary>Why no reply came.</summary>
    internal GhSecretsException? Failure { get; init; }

    /// <summary>Whether the look has found that nothing needs to be sent.</summary>
    internal bool IsEnd { get; init; }

    /// <summary>For how many reads more the next turn must have room.</summary>
    internal int MissingReads { get; init; }

    /// <summary>How long the turn took.</summary>
    internal TimeSpan Took { get; init; }
}
