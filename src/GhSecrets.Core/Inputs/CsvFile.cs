using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Reads CSV: one secret a row, under a header with the names of the columns; an empty cell is not given.</summary>
internal static class CsvFile
{
    /// <summary>Reads all rows.</summary>
    /// <exception cref="GhSecretsException">A row cannot be read; then nothing is given.</exception>
    internal static IReadOnlyList<SecretInput> Read(InputText text, Action<string> isNotRead, char? delimiter = null)
    {
        CsvTable table = Open(text, SecretInput.Columns, delimiter);
        foreach (string column in Unread(table, SecretInput.Columns))
        {
            if (ColumnName.Meant(column, SecretInput.Names) is string meant)
            {
                throw InputText.Error(1, 1, ColumnName.Error(column, meant).Message);
            }

            isNotRead(column);
        }

        List<SecretInput> secrets = [];
        try
        {
            while (table.Read() is IReadOnlyList<string> row)
            {
                secrets.Add(new SecretInput());
                ReadRow(table, row, secrets[secrets.Count - 1]);
            }

            return secrets;
        }
        catch (GhSecretsException)
        {
            secrets.ForEach(secret => secret.Dispose());
            throw;
        }
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="GhSecretsException">There is none, or none with a column Name.</exception>
    internal static CsvTable Open(InputText text, IReadOnlyList<string> columns, char? delimiter)
    {
        CsvTable table = CsvTable.Open(text.Open, ColumnName.WithAliases(columns), delimiter)
            ?? throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "The file is empty: there is no header with the names of the columns.");

        if (table.Has(nameof(SecretInput.Name)))
        {
            return table;
        }

        // Without a header the first row is the first secret, and is not quoted.
        IReadOnlyList<string> names = ColumnName.WithAliases(columns);
        throw names.Any(table.Has)
            && table.Columns.FirstOrDefault(column => ColumnName.Meant(column, names) == nameof(SecretInput.Name)) is string near
            ? ColumnName.Error(near, nameof(SecretInput.Name))
            : new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The first row has no column Name. It must hold the names of the columns: {string.Join(", ", columns)}.");
    }

    /// <summary>The names in the header that are none of the known columns, nor a short form of one.</summary>
    internal static IEnumerable<string> Unread(CsvTable table, IReadOnlyList<string> known) =>
        table.Columns.Except(ColumnName.WithAliases(known), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a row holds in a column, under either of its names; null when neither is given.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when both are, with different texts.</exception>
    internal static string? Cell(CsvTable table, IReadOnlyList<string> row, string column)
    {
        string? text = table.Cell(row, column);
        string? other = ColumnName.AliasOf(column) is string alias ? table.Cell(row, alias) : null;
        return string.IsNullOrEmpty(other) ? text
            : string.IsNullOrEmpty(text) || text == other ? other
            : throw InputText.Error(table.Line, 1, ColumnName.Contradiction(column, ColumnName.AliasOf(column)!).Message);
    }

    private static void ReadRow(CsvTable table, IReadOnlyList<string> row, SecretInput secret)
    {
        if (table.Excess(row) is GhSecretsException excess)
        {
            throw InputText.Error(table.Line, 1, excess.Message);
        }

        foreach (string column in SecretInput.Columns)
        {
            string? cell = Cell(table, row, column);
            if (column != nameof(SecretInput.Value))
            {
                secret.Set(column, cell);
            }
            else if (!string.IsNullOrEmpty(cell))
            {
                secret.Value = SecretValue.FromText(cell!);
            }
        }

        if (secret.Name is null)
        {
            throw InputText.Error(table.Line, 1, "The row has no Name.");
        }

        if (!secret.HasValue)
        {
            throw InputText.Error(
                table.Line,
                1,
                "The row has no value: Value, ValueFile or EncryptedValue with KeyId.",
                ErrorId.InvalidValue);
        }
    }
}
