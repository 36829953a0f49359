namespace GhSecrets.Core;

/// <summary>A repository as the server tells it: the id that it keeps for good, and the name that it has now.</summary>
internal sealed class RepositoryId(long id, string fullName)
{
    internal long Id => id;

    /// <summary>The name as <c>owner/name</c>.</summary>
    internal string FullName => fullName;
}
