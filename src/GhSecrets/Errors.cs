using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The one table from what went wrong to what PowerShell shows: id, category, target and message.</summary>
internal static class Errors
{
    /// <summary>Makes the record of a failure; the target is what the user named and stands before the message.</summary>
    internal static ErrorRecord From(GhSecretsException e, object? target = null) =>
        new(e, e.Id.ToString(), CategoryOf(e.Id), target is string text ? HarmlessText.Of(text) : target)
        {
            ErrorDetails = new ErrorDetails(HarmlessText.Of(target is null ? e.Message : $"{target}: {e.Message}")),
        };

    /// <summary>The category of each id; a test holds that none is <see cref="ErrorCategory.NotSpecified"/>.</summary>
    internal static ErrorCategory CategoryOf(ErrorId id) => id switch
    {
        ErrorId.NotSignedIn or ErrorId.TokenRejected => ErrorCategory.AuthenticationError,
        ErrorId.Forbidden => ErrorCategory.PermissionDenied,
        ErrorId.SecretNotFound or ErrorId.VariableNotFound or ErrorId.RepositoryNotFound => ErrorCategory.ObjectNotFound,
        ErrorId.EnvironmentNotFound or ErrorId.ScopeNotFound or ErrorId.FileNotFound => ErrorCategory.ObjectNotFound,
        ErrorId.InvalidSecretName or ErrorId.InvalidVariableName or ErrorId.InvalidValue => ErrorCategory.InvalidArgument,
        ErrorId.ScopeNotSupported or ErrorId.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorId.TooManySecrets or ErrorId.TooManyVariables => ErrorCategory.LimitsExceeded,
        ErrorId.ValueTooLarge or ErrorId.TooManyRemovals or ErrorId.RateLimited => ErrorCategory.LimitsExceeded,
        ErrorId.PublicKeyUnusable or ErrorId.SealingFailed => ErrorCategory.SecurityError,
        ErrorId.VisibilityConflict or ErrorId.RepositoryMoved or ErrorId.Drifted => ErrorCategory.InvalidOperation,
        ErrorId.ConfirmationNeeded => ErrorCategory.InvalidOperation,
        ErrorId.VariableExists => ErrorCategory.ResourceExists,
        ErrorId.IncompleteList => ErrorCategory.InvalidResult,
        ErrorId.AccessUnknown => ErrorCategory.SecurityError,
        ErrorId.LedgerNotWritable => ErrorCategory.WriteError,
        ErrorId.NotAttempted => ErrorCategory.OperationStopped,
        ErrorId.Rejected => ErrorCategory.InvalidData,
        ErrorId.Unreachable => ErrorCategory.ConnectionError,
        ErrorId.TimedOut => ErrorCategory.OperationTimeout,
        ErrorId.ServerError => ErrorCategory.ResourceUnavailable,
        ErrorId.UnexpectedReply => ErrorCategory.ProtocolError,
        _ => ErrorCategory.NotSpecified,
    };
}
