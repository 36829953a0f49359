using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Rows of a CSV file, with the columns of <c>ghsecrets apply</c>, as the maps that mean the same in a declared file.</summary>
internal static class DeclaredRows
{
    private const string Owner = "Owner";
    private const string Repository = "Repository";
    private const string Value = "Value";
    private const string Kind = "Kind";

    // Whatever a row holds in them goes to one key; the rest takes part in what stands below.
    private static readonly (string Column, string Key)[] s_plain =
    [
        ("Name", DeclaredKeys.Name), ("Application", DeclaredKeys.Application),
        ("Organization", DeclaredKeys.Organization), ("Environment", DeclaredKeys.Environments),
        ("User", DeclaredKeys.User), ("Visibility", DeclaredKeys.Visibility), ("SelectedRepository", DeclaredKeys.SelectedRepositories),
    ];

    private static readonly (string Column, string Key)[] s_values = [(Value, DeclaredKeys.Text), ("ValueFile", DeclaredKeys.File)];

    private static readonly (string Column, string Key)[] s_encrypted =
        [("EncryptedValue", DeclaredKeys.Value), ("KeyId", DeclaredKeys.KeyId)];

    private static readonly string[] s_columns =
        [.. s_plain.Concat(s_values).Concat(s_encrypted).Select(one => one.Column), Repository, Owner, Kind];

    /// <summary>Reads row after row, up to the first whose quotes cannot be read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="delimiter">What stands between two cells; null for what the header says.</param>
    /// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
    /// <param name="problems">Is told what is wrong.</param>
    /// <param name="read">Is given the map of each row, and its kind.</param>
    internal static void Read(InputText text, char? delimiter, string? host, ProblemList problems, Action<InputNode, ItemKind> read)
    {
        CsvTable table = CsvFile.Open(text, s_columns, delimiter);
        TellUnread(table, problems);
        if (problems.Count == 0 && OtherCommand.OfColumns(table.Columns) is string other)
        {
            problems.Add(new InputNode(1, 1), other);
            return;
        }

        bool told = false;
        while (table.Read() is IReadOnlyList<string> row)
        {
            InputNode at = new(table.Line, 1);
            if (table.Excess(row) is GhSecretsException excess)
            {
                problems.Add(at, excess);
                continue;
            }

            string? Cell(string column) => CsvFile.Cell(table, row, column);
            int before = problems.Count;
            ItemKind kind = problems.Try(at, () => Words.Read<ItemKind>(Cell(Kind), Kind) ?? ItemKind.Secret);
            if (!told && kind == ItemKind.Secret && !string.IsNullOrEmpty(table.Cell(row, Value)))
            {
                told = true;
                problems.Warn(
                    at,
                    "The file holds values as plain text, for all who read the file. Give ValueFile instead, or declare the secrets in "
                        + "YAML or JSON, where env, secret and prompt can be named.");
            }

            if (problems.Count == before && problems.Try(at, () => Node(at, host, Cell)) is InputNode node)
            {
                using (node)
                {
                    read(node, kind);
                }
            }
        }
    }

    private static void TellUnread(CsvTable table, ProblemList problems)
    {
        InputNode header = new(1, 1);
        foreach (string column in CsvFile.Unread(table, s_columns))
        {
            if (ColumnName.Meant(column, ColumnName.WithAliases(s_columns)) is string meant)
            {
                problems.Add(header, ColumnName.Error(column, meant));
                continue;
            }

            problems.Warn(
                header,
                $"The column '{column}' is not read. Those that are: {string.Join(", ", s_columns)}.",
                ErrorId.InvalidArgument);
        }
    }

    private static InputNode Node(InputNode at, string? host, Func<string, string?> cell)
    {
        List<(InputNode Key, InputNode Value)> value = Texts(at, s_values, cell);
        List<(InputNode Key, InputNode Value)> encrypted = Texts(at, s_encrypted, cell);
        if (encrypted.Count > 0)
        {
            value.Add((Text(at, DeclaredKeys.Encrypted), new InputNode(at.Line, 1) { Members = encrypted }));
        }

        List<(InputNode Key, InputNode Value)> secret = Texts(at, s_plain, cell);
        if (cell(Repository) is { Length: > 0 } repository)
        {
            secret.Add((Text(at, DeclaredKeys.Repositories), Text(at, FullName(RepositoryAddress.ToNames(repository, host), cell(Owner)))));
        }

        if (value.Count > 0)
        {
            secret.Add((Text(at, DeclaredKeys.Value), new InputNode(at.Line, 1) { Members = value }));
        }

        return new InputNode(at.Line, 1) { Members = secret };
    }

    private static string FullName(string repository, string? owner) =>
        string.IsNullOrEmpty(owner) ? repository
        : repository.IndexOf('/') < 0 ? $"{owner}/{repository}"
        : repository.StartsWith(owner + "/", StringComparison.OrdinalIgnoreCase) ? repository
        : throw new GhSecretsException(
            ErrorId.InvalidArgument,
            $"Repository '{RepositoryAddress.Shown(repository)}' and Owner '{owner}' name different owners. Give only one of them.");

    private static List<(InputNode Key, InputNode Value)> Texts(
        InputNode at,
        (string Column, string Key)[] keys,
        Func<string, string?> cell) =>
        [.. keys.Where(one => !string.IsNullOrEmpty(cell(one.Column))).Select(one => (Text(at, one.Key), Text(at, cell(one.Column)!)))];

    private static InputNode Text(InputNode at, string text) => new(at.Line, at.Column) { Text = SecretValue.FromText(text) };
}
