namespace MockGitHub;

/// <summary>What became of a written secret; <see cref="Full"/> means that the vault holds as many as it may and nothing was stored.</summary>
internal enum WriteResult
{
    Created,
    Updated,
    Full,
}
