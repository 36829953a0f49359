using System;

namespace GhSecrets.Core;

/// <summary>One failure, told to a person: what happened, to what, and what to do now; never holds a value or a token.</summary>
public class GhSecretsException : Exception
{
    /// <summary>Creates a failure with its stable id and a message that is safe to print.</summary>
    public GhSecretsException(ErrorId id, string message, Exception? inner = null)
        : base(HarmlessText.Of(message), inner) => Id = id;

    /// <summary>The stable word for this kind of failure.</summary>
    public ErrorId Id { get; }

    /// <summary>Whether nothing else can succeed after it either, because the token was refused.</summary>
    internal bool EndsRun => Id is ErrorId.TokenRejected or ErrorId.NotAttempted;

    /// <summary>The same failure for another item: PowerShell's <c>$Error</c> keeps one exception once, however many it befell.</summary>
    internal virtual GhSecretsException Copy() => new(Id, Message, InnerException);
}
