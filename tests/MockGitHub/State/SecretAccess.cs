namespace MockGitHub;

/// <summary>What a token may do with secrets.</summary>
public enum SecretAccess
{
    /// <summary>Neither names nor public keys: every address of secrets answers 403.</summary>
    None,

    /// <summary>Lists, single secrets and public keys.</summary>
    Read,

    /// <summary>Everything.</summary>
    Write,
}
