using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GhSecrets.Core;

/// <summary>How the value of a variable differs from the declared one, in words that show nothing that may be secret.</summary>
/// <param name="declared">What the file declares, whose secrets are not shown.</param>
internal sealed class ValueDifference(IReadOnlyList<DeclaredItem> declared)
{
    private const int LongestShown = 60;

    // As with what a runner hides: a shorter one would be found everywhere.
    private const int ShortestPart = 4;

    /// <summary>The difference; null when there is none.</summary>
    internal string? Of(string current, string wanted)
    {
        string was = Line(current);
        string becomes = Line(wanted);
        return current == wanted ? null
            : IsSecret(current) || IsSecret(wanted) ? "its value differs from the declared one; neither is shown, because one may be secret"
            : was == becomes ? $"its value begins with {was}, as the declared one does, and differs further on"
            : $"its value is {was}, and the file declares {becomes}";
    }

    private static string Line(string value)
    {
        int end = value.IndexOfAny(['\r', '\n']);
        string line = end < 0 ? value : value.Substring(0, end);

        // Not within a character of two halves.
        int length = Math.Min(line.Length, LongestShown);
        length -= length > 0 && length < line.Length && char.IsHighSurrogate(line[length - 1]) ? 1 : 0;
        return length < value.Length ? $"'{line.Substring(0, length)}...'" : $"'{value}'";
    }

    private bool IsSecret(string value)
    {
        if (VariableValue.Doubts(value).Count > 0)
        {
            return true;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(value);
        return declared.Any(item => item.Content?.Value is SecretValue secret && Holds(bytes, secret.Bytes));
    }

    // Line by line, as runners hide it.
    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> secret)
    {
        if (bytes.SequenceEqual(secret))
        {
            return true;
        }

        while (!secret.IsEmpty)
        {
            int end = secret.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = ValueDoubts.Trim(end < 0 ? secret : secret.Slice(0, end));
            if (line.Length >= ShortestPart && bytes.IndexOf(line) >= 0)
            {
                return true;
            }

            secret = end < 0 ? [] : secret.Slice(end + 1);
        }

        return false;
    }
}
