using System;

namespace GhSecrets.Core;

/// <summary>The default source of random numbers from 0 to 1; thread-safe.</summary>
internal static class RandomJitter
{
#if NET
    internal static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random s_random = new();

    internal static double Next()
    {
        lock (s_random)
        {
            return s_random.NextDouble();
        }
    }
#endif
}
