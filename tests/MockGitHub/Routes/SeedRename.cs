namespace MockGitHub;

/// <summary>A new name for a repository (<c>owner/name</c>) or an organization.</summary>
internal sealed record SeedRename(string From, string To);
