using System;
using System.Collections.Generic;
using System.IO;

namespace GhSecrets.Core;

/// <summary>Rows under a header with the names of the columns, in any order and letter case.</summary>
internal sealed class CsvTable
{
    private readonly CsvReader _rows;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _width;

    private CsvTable(CsvReader rows, IReadOnlyList<string> header)
    {
        (_rows, Columns, _width) = (rows, header, header.Count);
        for (int i = 0; i < header.Count; i++)
        {
            if (_columns.ContainsKey(header[i]) && header[i].Length > 0)
            {
                throw new GhSecretsException(ErrorId.InvalidArgument, $"Two columns have the name {header[i]}.");
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
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it names a column twice.</exception>
    internal static CsvTable? Open(TextReader text)
    {
        CsvReader rows = new(text);
        return rows.Read() is IReadOnlyList<string> header ? new CsvTable(rows, header) : null;
    }

    /// <summary>Reads the next row; null behind the last one.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when its quotes cannot be read.</exception>
    internal IReadOnlyList<string>? Read() => _rows.Read();

    /// <summary>A cell of a row; null when the row ends before it or there is no such column.</summary>
    internal string? Cell(IReadOnlyList<string> row, string column) =>
        _columns.TryGetValue(column, out int index) && index < row.Count ? row[index] : null;

    /// <summary>Why a row that is longer than the header cannot be read: most likely it is a part of the value that stands there.</summary>
    internal GhSecretsException? Excess(IReadOnlyList<string> row)
    {
        for (int i = _width; i < row.Count; i++)
        {
            if (row[i].Length > 0)
            {
                return new GhSecretsException(ErrorId.InvalidArgument, "The row has more cells than the header has columns. A cell with a comma must stand in double quotes.");
            }
        }

        return null;
    }
}
