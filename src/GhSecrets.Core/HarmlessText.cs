using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>Makes text that comes from a server, a file or a name harmless where it leaves: in errors, warnings, questions, reports and the
/// log of a job.</summary>
public static class HarmlessText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // A password may hold an @ of its own.
    private static readonly Regex s_userInfo = new("(?<=[a-z]://)[^/\\s?#]+@", Options);

    // GitHub documentation, "Token formats": the prefixes by which a token is known, wherever it was given by mistake.
    private static readonly Regex s_token = new("(?<![A-Za-z0-9_])(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,})");

    // Azure Pipelines reads commands wherever they stand, GitHub Actions the older ones as well.
    private static readonly Regex s_mark = new("##(?=(vso)?\\[)", Options);

    private static readonly Regex s_colons = new(":(?=:)");

    /// <summary>Takes from a text what a runner would read as a command and a terminal as control, the user and password of an address, and
    /// what looks like a token of GitHub.</summary>
    /// <remarks>It becomes one line: a line break would begin a command of its own. Made harmless again, it stays as it is.</remarks>
    public static string Of(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (char c in s_token.Replace(s_userInfo.Replace(text, ""), "***"))
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

        string line = s_mark.Replace(shown.ToString(), "## ");
        return MayBeCommand(line) ? s_colons.Replace(line, ": ") : line;
    }

    /// <summary>Whether a terminal takes a character for a control, or it turns the direction of a text.</summary>
    // C0, DEL and C1; the second kind: Unicode, "Bidirectional Algorithm", 2.
    public static bool IsControl(char c) =>
        char.IsControl(c)
            || c is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u206F') or '\u061C';

    // GitHub Actions reads ::name::text at the beginning of a line, and a host may break a long line anywhere.
    private static bool MayBeCommand(string line)
    {
        const string Mark = "::";
        int first = line.IndexOf(Mark, StringComparison.Ordinal);
        return first >= 0
            && (line.IndexOf(Mark, first + Mark.Length, StringComparison.Ordinal) >= 0
                || line.TrimStart().StartsWith(Mark, StringComparison.Ordinal));
    }
}
