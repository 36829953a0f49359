namespace GhSecrets.Core;

/// <summary>Whose a Vela secret is.</summary>
public enum VelaSecretType
{
    /// <summary>An organization's: its repositories see it, or those of its allowlist.</summary>
    Org,

    /// <summary>One repository's.</summary>
    Repo,

    /// <summary>A team's.</summary>
    Shared,
}
