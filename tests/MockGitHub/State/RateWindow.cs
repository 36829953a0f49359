using System;

namespace MockGitHub;

/// <summary>How far a token has used up its hour.</summary>
internal sealed record RateWindow(int Limit, int Used, DateTimeOffset Reset, bool IsExceeded)
{
    public int Remaining => Limit - Used;
}
