namespace GhSecrets.Core;

/// <summary>What a request weighs for rate limits: itself, and the reads that go out in its turn before it.</summary>
/// <param name="IsWrite">Whether it is to change something.</param>
/// <param name="ReadsBefore">How many reads may go out before it.</param>
internal readonly record struct RequestLoad(bool IsWrite, int ReadsBefore = 0)
{
    /// <summary>How many requests it stands for.</summary>
    internal int Requests => 1 + ReadsBefore;
}
