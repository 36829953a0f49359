namespace MockGitHub;

/// <summary>One request to the API: its path as it came (prefix, encoding and query included), its body (empty when it had none), and the status it got, 0 while it has none.</summary>
public sealed record LoggedRequest(string Method, string Path, string Body, int Status);
