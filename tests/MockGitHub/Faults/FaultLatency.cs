namespace MockGitHub;

/// <summary>How long every request waits, in milliseconds: <paramref name="Ms"/>, and up to <paramref name="SpreadMs"/> more.</summary>
/// <param name="Ms">What each waits at least.</param>
/// <param name="SpreadMs">The most that chance adds.</param>
public sealed record FaultLatency(int Ms = 0, int SpreadMs = 0);
