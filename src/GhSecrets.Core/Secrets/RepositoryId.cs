namespace GhSecrets.Core;

/// <summary>The id of a repository that was looked up by name.</summary>
internal sealed class RepositoryId(long id)
{
    internal long Id => id;
}
