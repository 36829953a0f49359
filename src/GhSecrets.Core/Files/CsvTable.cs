using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Rows under a header with the names of the columns, in any order and letter case.</summary>
internal sealed class CsvTable
{
    private readonly CsvReader _rows;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _width;
    private readonly char _delimiter;

    private CsvTable(CsvReader rows, char delimiter, IReadOnlyList<string> header, IReadOnlyList<string> known)
    {
        (_rows, _delimiter, Columns, _width) = (rows, delimiter, header, header.Count);
        for (int i = 0; i < header.Count; i++)
        {
            if (_columns.ContainsKey(header[i]) && header[i].Length > 0)
            {
                // Without a header it is the first row, and a name that is there twice may be a value.
                throw new GhSecretsException(
                    ErrorId.InvalidArgument,
                    known.Contains(header[i], StringComparer.OrdinalIgnoreCase)
                        ? $"Two columns have the name {header[i]}."
                        : $"The columns {_columns[header[i]] + 1} and {i + 1} have the same name. The first row must hold the names of "
                            + "the columns.");
            }

            _columns[header[i]] = i;
        }
    }

    /// <summary>The names that the header holds.</summary>
    internal IReadOnlyList<string> Columns { get; }

    /// <summary>The line in which the row that was read last begins, from 1.</summary>
    internal int Line => _rows.Line;

    internal bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Reads the header; null when there is nothing at all.</summary>
    /// <param name="text">Opens the text.</param>
    /// <param name="known">The names that may be told.</param>
    /// <param name="delimiter">What stands between two cells; null for what the text says.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it names a column twice.</exception>
    internal static CsvTable? Open(Func<TextReader> text, IReadOnlyList<string> known, char? delimiter)
    {
        char between = delimiter ?? CsvDelimiter.Of(text(), known);
        CsvDelimiter.Ensure(between);
        CsvReader rows = new(text(), between);
        IReadOnlyList<string>? header = rows.Read();
        if (header is not null && CsvDelimiter.IsSaidBy(header, between))
        {
            header = rows.Read();
        }

        return header is null ? null : new CsvTable(rows, between, header.Select(name => name.Trim()).ToList(), known);
    }

    /// <summary>Reads the next row that holds anything; null behind the last one.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when its quotes cannot be read.</exception>
    internal IReadOnlyList<string>? Read()
    {
        IReadOnlyList<string>? row;
        do
        {
            row = _rows.Read();
        }
        while (row is { Count: > 1 } && row.All(cell => cell.Length == 0));

        return row;
    }

    /// <summary>A cell of a row; null when the row ends before it or there is no such column.</summary>
    internal string? Cell(IReadOnlyList<string> row, string column) =>
        _columns.TryGetValue(column, out int index) && index < row.Count ? row[index] : null;

    /// <summary>Why a row that is longer than the header cannot be read: the extra cell is most likely a part of a value.</summary>
    internal GhSecretsException? Excess(IReadOnlyList<string> row)
    {
        for (int i = _width; i < row.Count; i++)
        {
            if (row[i].Length > 0)
            {
                return new GhSecretsException(
                    ErrorId.InvalidArgument,
                    "The row has more cells than the header has columns. "
                        + $"A cell with {CsvReader.DelimiterName(_delimiter)} must be in double quotes.");
            }
        }

        return null;
    }
}
