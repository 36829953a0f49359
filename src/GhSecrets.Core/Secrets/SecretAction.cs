namespace GhSecrets.Core;

/// <summary>What a write did, as the server's status told it.</summary>
public enum SecretAction
{
    /// <summary>The secret is new (201).</summary>
    Created,

    /// <summary>The secret, or its list of repositories, was there and has changed (204).</summary>
    Updated,

    /// <summary>The secret is gone (204).</summary>
    Removed,
}
