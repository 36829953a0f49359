using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GhSecrets.Core;

/// <summary>Reads rows of cells (RFC 4180) as they stand, blanks included; empty lines are no rows.</summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">What stands between two cells.</param>
/// <remarks>A quote has a meaning only at the beginning of a cell, and is doubled within a quoted one.</remarks>
internal sealed class CsvReader(TextReader text, char delimiter = ',')
{
    private readonly StringBuilder _cell = new();
    private int _line = 1;
    private int _column = 1;

    /// <summary>The line in which the row that was read last begins, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>Reads the next row; null behind the last one.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when a quote does not end, or more than a
    /// delimiter follows it.</exception>
    internal IReadOnlyList<string>? Read()
    {
        while (text.Peek() is '\r' or '\n')
        {
            Next();
        }

        if (text.Peek() < 0)
        {
            return null;
        }

        Line = _line;
        List<string> cells = [];
        do
        {
            cells.Add(ReadCell());
        }
        while (TakeIf(delimiter));

        TakeIf('\r');
        TakeIf('\n');
        return cells;
    }

    /// <summary>A delimiter in a sentence.</summary>
    internal static string DelimiterName(char delimiter) => delimiter switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        _ => $"the delimiter '{delimiter}'",
    };

    private string ReadCell()
    {
        _cell.Clear();
        if (text.Peek() == '"')
        {
            ReadQuoted();
        }
        else
        {
            while (!EndsCell())
            {
                _cell.Append(Next());
            }
        }

        string cell = _cell.ToString();
        _cell.Clear();
        return cell;
    }

    private void ReadQuoted()
    {
        (int line, int column) = (_line, _column);
        Next();
        for (; text.Peek() >= 0; _cell.Append(Next()))
        {
            // A second quote behind the first one is a quote of the cell.
            if (!TakeIf('"') || text.Peek() == '"')
            {
                continue;
            }

            if (!EndsCell())
            {
                throw InputText.Error(
                    _line,
                    _column,
                    $"Behind the quote that ends a cell {DelimiterName(delimiter)} or the end of the line is expected. "
                        + "A quote within a cell is written twice.");
            }

            return;
        }

        throw InputText.Error(line, column, "The quote that begins here does not end.");
    }

    private bool EndsCell() => text.Peek() is < 0 or '\r' or '\n' || text.Peek() == delimiter;

    private bool TakeIf(char c)
    {
        if (text.Peek() != c)
        {
            return false;
        }

        Next();
        return true;
    }

    private char Next()
    {
        char c = (char)text.Read();
        (_line, _column) = c == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        return c;
    }
}
