namespace GhSecrets.Core;

/// <summary>What went wrong, in the stable words that scripts may test; each becomes an error id and has one error category.</summary>
public enum ErrorId
{
    /// <summary>There is no session and no token in the environment.</summary>
    NotSignedIn,

    /// <summary>The server answered 401: the token is wrong, expired or revoked.</summary>
    TokenRejected,

    /// <summary>The server answered 403: the token lacks a permission, or single sign-on has not been authorized.</summary>
    Forbidden,

    /// <summary>The scope exists, the secret does not.</summary>
    SecretNotFound,

    /// <summary>The scope exists, the variable does not.</summary>
    VariableNotFound,

    /// <summary>A variable was to get a name that another one has; nothing was changed.</summary>
    VariableExists,

    /// <summary>The repository does not exist, or the token may not see it.</summary>
    RepositoryNotFound,

    /// <summary>The repository exists, its environment does not.</summary>
    EnvironmentNotFound,

    /// <summary>The repository has another name or another owner now; nothing was written there.</summary>
    RepositoryMoved,

    /// <summary>The organization or user does not exist, or the token may not administer its secrets.</summary>
    ScopeNotFound,

    /// <summary>There is no file where a path leads; nothing was sent.</summary>
    FileNotFound,

    /// <summary>The name breaks GitHub's rules for names of secrets; nothing was sent.</summary>
    InvalidSecretName,

    /// <summary>The name breaks GitHub's rules for names of variables; nothing was sent.</summary>
    InvalidVariableName,

    /// <summary>The value is missing, given twice or of a kind that cannot be a secret; nothing was sent.</summary>
    InvalidValue,

    /// <summary>The combination of scope, application and host does not exist; nothing was sent.</summary>
    ScopeNotSupported,

    /// <summary>The value is larger than 48 KB (49,152 bytes of UTF-8); nothing was sent.</summary>
    ValueTooLarge,

    /// <summary>The scope holds as many secrets as GitHub allows.</summary>
    TooManySecrets,

    /// <summary>The scope holds as many variables as GitHub allows.</summary>
    TooManyVariables,

    /// <summary>A sync would remove more secrets than it may; nothing was written.</summary>
    TooManyRemovals,

    /// <summary>Somebody changed the secret or its place after it was compared, so that it was not removed.</summary>
    Drifted,

    /// <summary>A list named fewer secrets or repositories than there are, also when it was read again.</summary>
    IncompleteList,

    /// <summary>The server updated a secret that was taken for a new one, so that its access may have changed.</summary>
    AccessUnknown,

    /// <summary>The ledger cannot be written.</summary>
    LedgerNotWritable,

    /// <summary>The change has to be confirmed, and nobody can be asked; nothing was sent.</summary>
    ConfirmationNeeded,

    /// <summary>A rate limit of the server was hit, and waiting for its end was refused or took too long.</summary>
    RateLimited,

    /// <summary>The public key of the scope is not 32 bytes of base64, or is of low order.</summary>
    PublicKeyUnusable,

    /// <summary>The sealer failed; nothing was sent.</summary>
    SealingFailed,

    /// <summary>The server answered 409: repositories can be selected only while the visibility is <c>selected</c>.</summary>
    VisibilityConflict,

    /// <summary>A parameter or a column holds a word that is not allowed there, or the record lacks its scope; nothing was sent.</summary>
    InvalidArgument,

    /// <summary>An earlier item proved that this session can do nothing, so this one was not tried.</summary>
    NotAttempted,

    /// <summary>The server answered 422: it read the request and refused it.</summary>
    Rejected,

    /// <summary>The server could not be reached: name look-up, connection or TLS failed.</summary>
    Unreachable,

    /// <summary>The server did not answer in time.</summary>
    TimedOut,

    /// <summary>The server answered 5xx, also after the retries.</summary>
    ServerError,

    /// <summary>The reply was no JSON, had another shape, or redirected to another origin.</summary>
    UnexpectedReply,
}
