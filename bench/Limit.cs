using System;
using System.Globalization;

namespace Bench;

/// <summary>What a row must reach.</summary>
internal sealed record Limit(string Text, Func<double, bool> Holds)
{
    internal static Limit AtMost(double ratio) => new(string.Create(CultureInfo.InvariantCulture, $"≤ {ratio:0.##} ×"), value => value <= ratio);

    internal static Limit AtLeast(double ratio) => new(string.Create(CultureInfo.InvariantCulture, $"≥ {ratio:0.##} ×"), value => value >= ratio);

    internal static Limit AtMostMore(double difference, string unit) => new(string.Create(CultureInfo.InvariantCulture, $"≤ {difference:0.##} {unit} more"), value => value <= difference);
}
