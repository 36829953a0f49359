using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bench;

/// <summary>One line of the table, and a sentence on what it measures.</summary>
internal sealed record Row(string What, string Note)
{
    internal string Ours { get; private init; } = "–";

    internal string Theirs { get; private init; } = "–";

    internal string Ratio { get; private init; } = "–";

    internal string MustReach { get; private init; } = "–";

    internal string Reached { get; private init; } = "–";

    /// <summary>The medians of runs that took turns, and the ratio of the one to the other.</summary>
    internal Row Compare(IEnumerable<double> ours, IEnumerable<double> theirs, string unit, Limit limit)
    {
        double ratio = Median(ours) / Median(theirs);
        return this with
        {
            Ours = Format(Median(ours), unit),
            Theirs = Format(Median(theirs), unit),
            Ratio = string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ×"),
            MustReach = limit.Text,
            Reached = Word(limit.Holds(ratio)),
        };
    }

    /// <summary>The medians of runs that took turns, and by how much the one is more than the other.</summary>
    internal Row Exceed(IEnumerable<double> ours, IEnumerable<double> theirs, string unit, double most)
    {
        double difference = Median(ours) - Median(theirs);
        Limit limit = Limit.AtMostMore(most, unit);
        return this with
        {
            Ours = Format(Median(ours), unit),
            Theirs = Format(Median(theirs), unit),
            Ratio = string.Create(CultureInfo.InvariantCulture, $"{difference:+0;-0;0} {unit}"),
            MustReach = limit.Text,
            Reached = Word(limit.Holds(difference)),
        };
    }

    /// <summary>The median of runs that must not be more than so much.</summary>
    internal Row Within(IEnumerable<double> ours, string unit, double most) => this with
    {
        Ours = Format(Median(ours), unit),
        MustReach = string.Create(CultureInfo.InvariantCulture, $"≤ {most:0.##} {unit}"),
        Reached = Word(Median(ours) <= most),
    };

    /// <summary>Counts that must be one number in every run.</summary>
    internal Row Equal(IEnumerable<int> ours, IEnumerable<int> theirs, int exactly) => this with
    {
        Ours = Counts(ours),
        Theirs = Counts(theirs),
        MustReach = $"exactly {exactly:N0}",
        Reached = Word(ours.All(count => count == exactly)),
    };

    /// <summary>What was measured once, beside the least that it could be, and must reach something that is no number.</summary>
    internal Row Once(double ours, double least, string unit, string mustReach, bool reached) => this with
    {
        Ours = Format(ours, unit),
        Theirs = Format(least, unit),
        Ratio = string.Create(CultureInfo.InvariantCulture, $"{ours / least:0.00} ×"),
        MustReach = mustReach,
        Reached = Word(reached),
    };

    /// <summary>What could not be measured on this machine.</summary>
    internal Row LeftOut(string why) => this with { Ours = $"not run {why}" };

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Counts(IEnumerable<int> counts) =>
        string.Join(" or ", counts.Distinct().Order().Select(count => count.ToString("N0", CultureInfo.InvariantCulture)).DefaultIfEmpty("–"));

    private static string Format(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(value < 10 ? $"{value:0.00}" : value < 100 ? $"{value:0.0}" : $"{value:N0}")} {unit}");

    private static string Word(bool reached) => reached ? "yes" : "no";
}
