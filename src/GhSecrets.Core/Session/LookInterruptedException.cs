using System;
using System.Diagnostics.CodeAnalysis;

namespace GhSecrets.Core;

/// <summary>Ends the look of an <see cref="ApiAttempt"/> on its way out to the session, which tries again.</summary>
/// <param name="read">The read that got no answer to go by; null when the turn has room for no further read.</param>
/// <param name="reply">Its reply; null when none came.</param>
/// <param name="failure">What is wrong with it; null for a rate limit.</param>
[SuppressMessage("Design", "CA1032", Justification = "Nobody else throws it.")]
internal sealed class LookInterruptedException(ApiRequest? read, ApiReply? reply = null, GhSecretsException? failure = null) : Exception
{
    internal ApiRequest? Read => read;

    internal ApiReply? Reply => reply;

    internal GhSecretsException? Failure => failure;
}
