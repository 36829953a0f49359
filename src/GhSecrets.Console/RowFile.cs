using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>Reads the CSV of <c>ghsecrets apply</c>: a header of column names, in any order and case, and one secret a row.</summary>
internal sealed class RowFile
{
    private static readonly HashSet<string> s_columns = new(System.StringComparer.OrdinalIgnoreCase)
    {
        "Organization", "Repository", "Owner", "Environment", "Application", "Name", "Value", "ValueFile", "Visibility", "SelectedRepository",
    };

    /// <summary>Reads row after row; cells are taken as they stand, blanks included.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the file cannot be read or its header names no column.</exception>
    internal static IEnumerable<Row> Read(string path)
    {
        using StreamReader text = Open(path);
        using CsvReader csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null });
        HashSet<string> columns = ReadHeader(csv, path);
        for (int number = 1; csv.Read(); number++)
        {
            yield return new Row(number, column => columns.Contains(column) ? csv.GetField(column) : null);
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, Encoding.UTF8);
        }
        catch (System.Exception e) when (e is IOException or System.UnauthorizedAccessException)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The file '{path}' cannot be read: {e.Message}");
        }
    }

    private static HashSet<string> ReadHeader(CsvReader csv, string path)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The file '{path}' is empty.");
        }

        HashSet<string> columns = new(csv.HeaderRecord!, System.StringComparer.OrdinalIgnoreCase);
        foreach (string column in columns)
        {
            // A column that nobody reads would be a typo in one that matters, such as the visibility.
            if (!s_columns.Contains(column))
            {
                throw new GhSecretsException(ErrorId.InvalidArgument, $"The column '{column}' of '{path}' is unknown. Known are: {string.Join(", ", s_columns)}.");
            }
        }

        return columns;
    }
}
