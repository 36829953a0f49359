using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>The names of the columns of a row: their short forms, and the one that a near miss meant.</summary>
internal static class ColumnName
{
    // Shorter names are near too many words that mean something else.
    private const int ShortestNear = 5;
    private const int MostEdits = 2;

    private static readonly (string Alias, string Column)[] s_aliases =
    [
        ("Org", "Organization"), ("Repo", "Repository"), ("Env", "Environment"), ("App", "Application"),
        ("SecretValue", "Value"), ("Path", "ValueFile"),
    ];

    /// <summary>The other name of a column; null when it has none.</summary>
    internal static string? AliasOf(string column) => s_aliases.FirstOrDefault(one => Same(one.Column, column)).Alias;

    /// <summary>Columns, and the other names of those that have one.</summary>
    internal static IReadOnlyList<string> WithAliases(IReadOnlyList<string> columns) =>
        [.. columns, .. columns.Select(AliasOf).OfType<string>()];

    /// <summary>The column that another name of it means; any other name is its own.</summary>
    internal static string Of(string name) => s_aliases.FirstOrDefault(one => Same(one.Alias, name)).Column ?? name;

    /// <summary>The known column that a name was most likely meant to be; null when none is near, or the name itself is known.</summary>
    internal static string? Meant(string name, IReadOnlyCollection<string> known)
    {
        string plain = Plain(name);
        return known.Contains(name, StringComparer.OrdinalIgnoreCase) ? null
            : known.FirstOrDefault(column => Same(column, plain))
                ?? known.FirstOrDefault(column => Same("Secret" + column, plain))
                ?? known.FirstOrDefault(column => column.Length >= ShortestNear && Same(Plural(column), plain))
                ?? known.Where(column => IsNear(plain.ToUpperInvariant(), column.ToUpperInvariant()))
                    .OrderBy(column => NearestWord.Edits(plain.ToUpperInvariant(), column.ToUpperInvariant()))
                    .FirstOrDefault();
    }

    /// <summary>The error for a name that is near a column's.</summary>
    internal static GhSecretsException Error(string name, string meant) => new(
        ErrorId.InvalidArgument,
        $"The column '{name}' is not known. Did you mean '{meant}'? Rename the column, or leave it out.");

    /// <summary>The error for one column that two names of it give different texts.</summary>
    internal static GhSecretsException Contradiction(string name, string other) => new(
        ErrorId.InvalidArgument,
        $"'{name}' and '{other}' are two names of one column, and they hold different texts. Give only one of them.");

    private static bool IsNear(string name, string column)
    {
        if (column.Length < ShortestNear || Math.Abs(name.Length - column.Length) > MostEdits)
        {
            return false;
        }

        // Whoever mistypes two letters seldom begins with a wrong one, and many another word is two letters away.
        int edits = NearestWord.Edits(name, column);
        return edits < MostEdits || (edits == MostEdits && (name[0] == column[0] || IsSwapped(name, column)));
    }

    private static bool IsSwapped(string name, string column) =>
        name.Length == column.Length && name[0] == column[1] && name[1] == column[0];

    private static string Plural(string column) =>
        column[column.Length - 1] == 'y' ? column.Substring(0, column.Length - 1) + "ies" : column + "s";

    private static string Plain(string name) => new(name.Where(char.IsLetterOrDigit).ToArray());

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
