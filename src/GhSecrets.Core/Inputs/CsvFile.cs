using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Reads CSV: one secret a row, under a header with the names of the columns; an empty cell is not given.</summary>
internal static class CsvFile
{
    /// <summary>Reads all rows.</summary>
    /// <exception cref="GhSecretsException">A row cannot be read; then nothing is given.</exception>
    internal static IReadOnlyList<SecretInput> Read(InputText text, Action<string> isNotRead)
    {
        CsvTable table = Open(text, SecretInput.Columns);
        foreach (string column in table.Columns.Where(column => SecretInput.ColumnOf(column) is null))
        {
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
    internal static CsvTable Open(InputText text, IReadOnlyList<string> columns)
    {
        CsvTable table = CsvTable.Open(text.Open()) ?? throw new GhSecretsException(ErrorId.InvalidArgument, "The file is empty: there is no header with the names of the columns.");

        // What stands there is not quoted: without a header it is the first secret.
        return table.Has(nameof(SecretInput.Name))
            ? table
            : throw new GhSecretsException(ErrorId.InvalidArgument, $"The first row has no column Name. It must hold the names of the columns: {string.Join(", ", columns)}.");
    }

    private static void ReadRow(CsvTable table, IReadOnlyList<string> row, SecretInput secret)
    {
        if (table.Excess(row) is GhSecretsException excess)
        {
            throw InputText.Error(table.Line, 1, excess.Message);
        }

        foreach (string name in table.Columns)
        {
            string? column = SecretInput.ColumnOf(name);
            string? cell = table.Cell(row, name);
            if (column != nameof(SecretInput.Value))
            {
                secret.Set(column ?? "", column is null ? null : cell);
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
            throw InputText.Error(table.Line, 1, "The row has no value: Value, ValueFile or EncryptedValue with KeyId.", ErrorId.InvalidValue);
        }
    }
}
