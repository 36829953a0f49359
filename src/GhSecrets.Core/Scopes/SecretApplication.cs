namespace GhSecrets.Core;

/// <summary>The GitHub product that reads a secret; each one keeps its own secrets and its own public keys.</summary>
public enum SecretApplication
{
    /// <summary>GitHub Actions workflows.</summary>
    Actions,

    /// <summary>Dependabot updates, and the workflows that Dependabot starts.</summary>
    Dependabot,

    /// <summary>Codespaces; github.com and *.ghe.com only.</summary>
    Codespaces,

    /// <summary>Copilot's cloud agent; github.com and *.ghe.com only.</summary>
    Agents,
}
