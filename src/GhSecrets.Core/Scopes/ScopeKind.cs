namespace GhSecrets.Core;

/// <summary>The kinds of place where GitHub keeps a secret.</summary>
public enum ScopeKind
{
    /// <summary><c>orgs/{org}/{application}/secrets</c>.</summary>
    Organization,

    /// <summary><c>repos/{owner}/{repo}/{application}/secrets</c>.</summary>
    Repository,

    /// <summary><c>repos/{owner}/{repo}/environments/{environment}/secrets</c>; Actions only.</summary>
    Environment,

    /// <summary><c>user/codespaces/secrets</c> of whoever the token belongs to; Codespaces only.</summary>
    User,
}
