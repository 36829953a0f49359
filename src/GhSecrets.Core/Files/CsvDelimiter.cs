using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What separates the cells of a CSV file: Excel writes the list separator of the machine's region, often a semicolon.</summary>
internal static class CsvDelimiter
{
    /// <summary>How Excel says it in a line of its own above the header.</summary>
    private const string Said = "sep=";

    private static readonly char[] s_likely = [',', ';', '\t'];

    /// <summary>The delimiter that a text says, or by which its header has the most known columns; a comma where none has more.</summary>
    internal static char Of(TextReader text, IReadOnlyCollection<string> known)
    {
        string header = text.ReadLine() ?? "";
        while (header.Length == 0 && text.Peek() >= 0)
        {
            header = text.ReadLine() ?? "";
        }

        return SaidBy(header) ?? s_likely.OrderByDescending(one => Known(header, one, known)).First();
    }

    /// <summary>Whether a row only says the delimiter, in the way of Excel.</summary>
    internal static bool IsSaidBy(IReadOnlyList<string> row, char delimiter) =>
        SaidBy(string.Join(delimiter.ToString(), row)) is not null;

    /// <summary>Refuses what cannot separate cells.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/>.</exception>
    internal static void Ensure(char delimiter)
    {
        if (delimiter is '"' or '\r' or '\n')
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "A quote or a line break cannot be the delimiter of a CSV file.");
        }
    }

    private static char? SaidBy(string line) =>
        line.Length == Said.Length + 1 && line.StartsWith(Said, StringComparison.OrdinalIgnoreCase) ? line[Said.Length] : null;

    private static int Known(string header, char delimiter, IReadOnlyCollection<string> known) =>
        header.Split(delimiter).Count(name => known.Contains(name.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase));
}
