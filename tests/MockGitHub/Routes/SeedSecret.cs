namespace MockGitHub;

/// <summary>One secret or variable that a person writes or removes.</summary>
internal sealed record SeedSecret(string Scope, string Name, string? Value = null, string? Visibility = null, string[]? SelectedRepositories = null);
