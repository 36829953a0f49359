using System;
using System.Collections.Generic;
using System.Globalization;

namespace GhSecrets.Core;

/// <summary>What a file means as a tree: a map of names and values, or a list of maps with Name, Value and the columns of a row.</summary>
internal static class SecretTree
{
    /// <summary>Reads all secrets, each with a value of its own.</summary>
    /// <exception cref="GhSecretsException">The tree is of another shape; then nothing is given.</exception>
    internal static IReadOnlyList<SecretInput> Read(InputNode root, Action<string> isNotRead)
    {
        List<SecretInput> secrets = [];
        try
        {
            if (OtherCommand.OfDeclared(root) is string other)
            {
                throw root.Error(other);
            }

            if (root.Members is not null)
            {
                ReadMap(root.Members, secrets);
            }
            else if (root.Items is not null)
            {
                ReadRows(root.Items, secrets, isNotRead);
            }
            else if (!root.IsNull)
            {
                throw root.Error("The file must be a map of names and values, or a list of maps with Name and Value.");
            }

            return secrets;
        }
        catch (GhSecretsException)
        {
            secrets.ForEach(secret => secret.Dispose());
            throw;
        }
    }

    private static void ReadMap(List<(InputNode Key, InputNode Value)> members, List<SecretInput> secrets)
    {
        Dictionary<string, long> lines = new(StringComparer.OrdinalIgnoreCase);
        foreach ((InputNode key, InputNode value) in members)
        {
            string name = Name(key, lines);
            SecretInput secret = new() { Value = Text(value, name) };
            secret.Set(nameof(SecretInput.Name), name);
            secrets.Add(secret);
        }
    }

    private static void ReadRows(List<InputNode> rows, List<SecretInput> secrets, Action<string> isNotRead)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            string path = $"[{i.ToString(CultureInfo.InvariantCulture)}]";
            SecretInput secret = new();
            secrets.Add(secret);
            ReadRow(rows[i].Members ?? throw rows[i].Error($"{path} is no map with Name and Value."), path, secret, isNotRead);
            if (secret.Name is null)
            {
                throw rows[i].Error($"{path} has no Name.");
            }

            if (!secret.HasValue)
            {
                throw rows[i].Error(
                    $"{path} has no value: Value, ValueFile or EncryptedValue with KeyId. An empty value is \"\".",
                    ErrorId.InvalidValue);
            }
        }
    }

    private static void ReadRow(List<(InputNode Key, InputNode Value)> members, string path, SecretInput secret, Action<string> isNotRead)
    {
        Dictionary<string, long> lines = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, (string Name, InputNode Node)> given = new(StringComparer.Ordinal);
        foreach ((InputNode key, InputNode value) in members)
        {
            string name = Name(key, lines);
            string part = $"{path}.{name}";
            string? column = SecretInput.ColumnOf(name);
            if (column is null)
            {
                TellUnread(key, name, isNotRead);
            }
            else if (value.IsNull)
            {
                continue;
            }
            else if (given.TryGetValue(column, out (string Name, InputNode Node) other))
            {
                if (!IsSame(other.Node, value))
                {
                    throw key.Error(ColumnName.Contradiction(other.Name, name).Message);
                }

                continue;
            }
            else if (column == nameof(SecretInput.Value))
            {
                secret.Value = Text(value, part);
            }
            else if (value.Items is not null && SecretInput.IsList(column))
            {
                secret.Set(column, value.Items.ConvertAll(item => Plain(item, part)));
            }
            else
            {
                secret.Set(column, Plain(value, part));
            }

            if (column is not null)
            {
                given[column] = (name, value);
            }
        }
    }

    private static void TellUnread(InputNode key, string name, Action<string> isNotRead)
    {
        if (ColumnName.Meant(name, SecretInput.Names) is string meant)
        {
            throw key.Error(ColumnName.Error(name, meant).Message);
        }

        isNotRead(name);
    }

    private static bool IsSame(InputNode one, InputNode other) =>
        one.Text is not null && other.Text is not null && one.Text.Bytes.SequenceEqual(other.Text.Bytes);

    private static string Name(InputNode key, Dictionary<string, long> lines)
    {
        string name = key.ReadText();
        if (lines.TryGetValue(name, out long earlier))
        {
            throw key.Error(InputText.Duplicate(name, earlier, key.Line));
        }

        lines.Add(name, key.Line);
        return name;
    }

    private static SecretValue Text(InputNode node, string path) => EnsureText(node, path).Text!.Copy();

    private static string Plain(InputNode node, string path) => EnsureText(node, path).ReadText();

    private static InputNode EnsureText(InputNode node, string path) =>
        node.Text is not null ? node
        : node.IsNull ? throw node.Error($"{path} is null. An empty value is \"\".", ErrorId.InvalidValue)
        : throw node.Error($"{path} is a {(node.Items is null ? "map" : "list")}, where a text, a number, true or false is expected.");
}
