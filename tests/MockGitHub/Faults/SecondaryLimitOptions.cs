namespace MockGitHub;

/// <summary>What one token may do before GitHub's secondary rate limit refuses it.</summary>
/// <param name="Concurrent">The most requests at once; null for any number.</param>
/// <param name="Points">The most points within the window, where a write costs five and any other request one; null for any number.</param>
/// <param name="WindowSeconds">How long a point counts.</param>
/// <param name="RetryAfterSeconds">What <c>retry-after</c> says; without it, refusals have no such header.</param>
public sealed record SecondaryLimitOptions(int? Concurrent = null, int? Points = null, int WindowSeconds = 60, int? RetryAfterSeconds = null);
