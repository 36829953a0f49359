using System;

namespace MockGitHub;

/// <summary>What chance has in store for one request.</summary>
internal sealed record FaultChoice(FaultKind? Kind, TimeSpan Latency)
{
    /// <summary>Chooses by the seed and the number of the request alone, whatever came before.</summary>
    public static FaultChoice For(FaultOptions options, long number)
    {
        // Always three draws in this order, so that one option does not change what another one does.
        var isHit = Draw(options.Seed, number, 0) < options.Rate;
        var kind = options.Kinds[(int)(Draw(options.Seed, number, 1) * options.Kinds.Count)];
        var latency = options.Latency.Ms + (Draw(options.Seed, number, 2) * options.Latency.SpreadMs);
        return new FaultChoice(isHit ? kind : null, TimeSpan.FromMilliseconds(latency));
    }

    // At least 0 and below 1.
    private static double Draw(int seed, long number, int draw)
    {
        unchecked
        {
            return (Mix(Mix((ulong)seed) + ((ulong)number * 3) + (ulong)draw) >> 11) * (1.0 / (1UL << 53));
        }
    }

    // SplitMix64, because System.Random gives neighbouring seeds much the same first numbers.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
