using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Knows a file that is right for the other command: rows are for Import-GhSecret, a declared file is for Sync-GhSecret.</summary>
internal static class OtherCommand
{
    private const string Declare = "A file for Sync-GhSecret is a map with the key secrets, or a CSV file whose columns say where each "
        + "secret belongs.";

    private static readonly string[] s_values =
        [nameof(SecretInput.Value), nameof(SecretInput.ValueFile), nameof(SecretInput.EncryptedValue)];

    private static readonly string[] s_vela =
    [
        nameof(SecretInput.Team), nameof(SecretInput.Engine), nameof(SecretInput.AllowEvent), nameof(SecretInput.AllowCommand),
        nameof(SecretInput.AllowSubstitution), nameof(SecretInput.RepoAllowlist),
    ];

    /// <summary>What is said of a declared file where names and values are expected; null for any other.</summary>
    internal static string? OfDeclared(InputNode root) =>
        root.Members?.Exists(member => member.Value.Items is not null && Same(member.Key.ReadText(), "secrets")) == true
            ? "This is a file for Sync-GhSecret. A file for Import-GhSecret is a map of names and values, or a list of maps with Name and "
                + "Value."
            : null;

    /// <summary>What is said of names and values, or rows of them, where a declared file is expected; null for any other.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="declared">The keys that a declared file may have.</param>
    internal static string? OfRows(InputNode root, IReadOnlyCollection<string> declared) =>
        root.Items?.Exists(IsRow) == true ? $"These are rows for Import-GhSecret. {Declare}"
        : root.Members is { Count: > 0 } members && members.TrueForAll(member => IsValue(member, declared))
            ? $"These are names and values for Import-GhSecret. {Declare}"
        : null;

    /// <summary>What is said of a CSV file of Vela's secrets, or one none of whose columns can say a place; null for any other.</summary>
    internal static string? OfColumns(IReadOnlyList<string> columns) =>
        columns.FirstOrDefault(column => s_vela.Contains(SecretInput.ColumnOf(column))) is string vela
            ? $"The column '{vela}' is one of Vela, and a declared file is for GitHub. Use Import-GhSecret and Set-VelaSecret."
        : columns.Any(column => ScopeColumns.Places.Contains(SecretInput.ColumnOf(column))) ? null
        : $"These are rows for Import-GhSecret. {Declare}";

    private static bool IsRow(InputNode item) => item.Members?.Exists(
        member => member.Value.Text is not null && s_values.Contains(SecretInput.ColumnOf(member.Key.ReadText()))) == true;

    private static bool IsValue((InputNode Key, InputNode Value) member, IReadOnlyCollection<string> declared) =>
        member.Value.Text is not null && !declared.Contains(member.Key.ReadText(), StringComparer.OrdinalIgnoreCase);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
