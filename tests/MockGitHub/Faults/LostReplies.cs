namespace MockGitHub;

/// <summary>Requests of one method that take effect and whose connection then ends without an answer: every so many of them, repeats included.</summary>
/// <param name="Method">The method, in upper case.</param>
/// <param name="Every">1 for each of them, 7 for the 7th, the 14th and so on.</param>
public sealed record LostReplies(string Method, int Every);
