using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>Makes text that comes from a server, a file or a name harmless where it leaves: in errors, warnings, reports and the log of a
/// job.</summary>
public static class HarmlessText
{
    private static readonly Regex s_userInfo = new("(?<=[a-z]://)[^/\\s@]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Takes from a text what a runner would read as a command and a terminal as control, and the user and password of an
    /// address.</summary>
    /// <remarks>It becomes one line: a line break would begin a command of its own.</remarks>
    public static string Of(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (char c in s_userInfo.Replace(text, ""))
        {
            if (c is '\r' or '\n' or '\t')
            {
                shown.Append(' ');
            }
            else if (IsControl(c))
            {
                shown.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(c);
            }
        }

        // Azure Pipelines reads commands wherever they stand, GitHub Actions at the beginning of a line.
        string line = shown.Replace("##vso[", "## vso[").Replace("##[", "## [").ToString();
        return line.TrimStart().StartsWith("::", StringComparison.Ordinal) ? line.Replace("::", ": :") : line;
    }

    // C0, DEL and C1, and what turns the direction of a text or hides in it (Unicode, "Bidirectional Algorithm", 2).
    private static bool IsControl(char c) =>
        char.IsControl(c)
            || c is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C';
}
