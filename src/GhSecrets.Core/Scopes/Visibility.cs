namespace GhSecrets.Core;

/// <summary>Which repositories of an organization see its secret (REST: <c>visibility</c>).</summary>
public enum Visibility
{
    /// <summary>Every repository, public ones too.</summary>
    All,

    /// <summary>Private and internal repositories.</summary>
    Private,

    /// <summary>Only the repositories that are listed with the secret.</summary>
    Selected,
}
