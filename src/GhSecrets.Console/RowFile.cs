using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>Reads the CSV of <c>ghsecrets apply</c>: a header of column names, in any order and case, and one secret a row.</summary>
internal sealed class RowFile
{
    private static readonly HashSet<string> s_columns = new(System.StringComparer.OrdinalIgnoreCase)
    {
        "Organization", "Repository", "Owner", "Environment", "User", "Application",
        "Name", "Value", "ValueFile", "EncryptedValue", "KeyId", "Visibility", "SelectedRepository",
    };

    /// <summary>Reads row after row; cells are taken as they stand, blanks included.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the file cannot be read, is empty, or does not begin with the names of its columns.</exception>
    internal static IEnumerable<Row> Read(string path, TextWriter error)
    {
        using StreamReader text = Open(path);
        CsvTable table = ReadHeader(text, path, error);
        for (int number = 1; table.Read() is IReadOnlyList<string> row; number++)
        {
            yield return new Row(number, column => table.Cell(row, column), table.Excess(row));
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, Encoding.UTF8);
        }
        catch (System.Exception e) when (e is IOException or System.UnauthorizedAccessException or System.ArgumentException)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The file '{path}' cannot be read: {e.Message}");
        }
    }

    private static CsvTable ReadHeader(StreamReader text, string path, TextWriter error)
    {
        CsvTable table = CsvTable.Open(text) ?? throw new GhSecretsException(ErrorId.InvalidArgument, $"The file '{path}' is empty.");
        if (!table.Has("Name"))
        {
            // What stands there is not quoted: without a header it is the first secret.
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The first row of '{path}' has no column Name. It must hold the names of the columns: {string.Join(", ", s_columns)}.");
        }

        // Said, because it may be a typo in a column that matters.
        foreach (string column in table.Columns.Except(s_columns, System.StringComparer.OrdinalIgnoreCase))
        {
            error.WriteLine($"The column '{column}' is not read. Those that are: {string.Join(", ", s_columns)}.");
        }

        return table;
    }
}
