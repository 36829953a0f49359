using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>How the value of a variable differs from the declared one, in words that show nothing that may be secret.</summary>
/// <param name="declared">What the file declares, whose secrets are not shown.</param>
internal sealed class ValueDifference(IReadOnlyList<DeclaredItem> declared)
{
    private const int LongestShown = 60;

    private static readonly char[] s_lineBreaks = ['\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

    /// <summary>The difference; null when there is none.</summary>
    internal string? Of(string current, string wanted)
    {
        if (current == wanted)
        {
            return null;
        }

        string was = Line(current);
        string becomes = Line(wanted);
        return IsSecret(current) || IsSecret(wanted)
            ? "its value differs from the declared one; neither is shown, because one may be secret"
            : was == becomes ? $"its value begins with {was}, as the declared one does, and differs further on"
            : $"its value is {was}, and the file declares {becomes}";
    }

    private static string Line(string value)
    {
        string line = value.Split(s_lineBreaks, 2)[0];

        // Not within a character of two halves.
        int length = Math.Min(line.Length, LongestShown);
        length -= length > 0 && length < line.Length && char.IsHighSurrogate(line[length - 1]) ? 1 : 0;
        string shown = HarmlessText.Of(line.Substring(0, length));
        return length < value.Length ? $"'{shown}...'" : $"'{shown}'";
    }

    private bool IsSecret(string value) =>
        VariableValue.Doubts(value).Count > 0 || VariableValue.HoldsAny(value, DeclaredItem.SecretsOf(declared));
}
