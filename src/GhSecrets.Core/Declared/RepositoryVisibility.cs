namespace GhSecrets.Core;

/// <summary>Who sees a repository (REST: <c>visibility</c> of a repository).</summary>
public enum RepositoryVisibility
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Those who were let in.</summary>
    Private,

    /// <summary>All members of the enterprise.</summary>
    Internal,
}
