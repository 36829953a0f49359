namespace MockGitHub;

/// <summary>One request to the API: its path as it came (prefix, encoding and query included), and the status it got, 0 while it has none.</summary>
public sealed record LoggedRequest(string Method, string Path, int Status);
