namespace MockGitHub;

/// <summary>An organization or a user: whoever owns repositories.</summary>
public sealed record Account(long Id, string Login, bool IsOrganization);
