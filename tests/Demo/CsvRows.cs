using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;

namespace Demo;

/// <summary>The rows of a CSV file, each as a function from a column's name to its cell; empty when there is none.</summary>
internal static class CsvRows
{
    internal static IEnumerable<Func<string, string>> Read(string path)
    {
        using CsvReader csv = new(new StreamReader(path), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return column => csv.GetField(column) ?? "";
        }
    }
}
