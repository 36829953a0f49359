using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>One secret that was read from a file; what its row did not give is null.</summary>
/// <remarks>The names of the properties are those of the parameters that they bind to.</remarks>
public sealed class SecretInput : IDisposable
{
    // A new column of a row: its property below, and its line here.
    private static readonly Column[] s_columns =
    [
        new(nameof(Organization), (row, text) => row.Organization = text),
        new(nameof(Repository), (row, text) => row.Repository = text),
        new(nameof(Owner), (row, text) => row.Owner = text),
        new(nameof(Environment), (row, text) => row.Environment = text),
        new(nameof(User), (row, text) => row.User = text),
        new(nameof(Team), (row, text) => row.Team = text),
        new(nameof(Type), (row, text) => row.Type = text),
        new(nameof(Engine), (row, text) => row.Engine = text),
        new(nameof(Application), (row, text) => row.Application = text),
        new(nameof(Kind), (row, text) => row.Kind = text),
        new(nameof(Name), (row, text) => row.Name = text),
        new(nameof(Value)),
        new(nameof(ValueFile), (row, text) => row.ValueFile = text),
        new(nameof(EncryptedValue), (row, text) => row.EncryptedValue = text),
        new(nameof(KeyId), (row, text) => row.KeyId = text),
        new(nameof(Visibility), (row, text) => row.Visibility = text),
        new(nameof(SelectedRepository), setList: (row, texts) => row.SelectedRepository = texts),
        new(nameof(Image), setList: (row, texts) => row.Image = texts),
        new(nameof(AllowEvent), setList: (row, texts) => row.AllowEvent = texts),
        new(nameof(AllowCommand), (row, text) => row.AllowCommand = text),
        new(nameof(AllowSubstitution), (row, text) => row.AllowSubstitution = text),
        new(nameof(RepoAllowlist), setList: (row, texts) => row.RepoAllowlist = texts),
    ];

    /// <summary>The columns that a row may have, by the names that are not short forms.</summary>
    public static IReadOnlyList<string> Columns { get; } = s_columns.Select(column => column.Name).ToList();

    /// <summary>The columns and their short forms.</summary>
    internal static IReadOnlyList<string> Names { get; } = ColumnName.WithAliases(Columns);

    /// <summary>The name of the secret.</summary>
    public string? Name { get; private set; }

    /// <summary>Secret or Variable, in words; null for a secret.</summary>
    public string? Kind { get; internal set; }

    /// <summary>The value; one of length 0 is an explicit empty value.</summary>
    public SecretValue? Value { get; internal set; }

    /// <summary>A file whose bytes are the value.</summary>
    public string? ValueFile { get; private set; }

    /// <summary>A value that was sealed elsewhere, in base64.</summary>
    public string? EncryptedValue { get; private set; }

    /// <summary>The id of the key that <see cref="EncryptedValue"/> was sealed for.</summary>
    public string? KeyId { get; private set; }

    /// <summary>The login of an organization.</summary>
    public string? Organization { get; private set; }

    /// <summary>A repository as owner/name, or as a name with <see cref="Owner"/>.</summary>
    public string? Repository { get; private set; }

    /// <summary>The owner of a repository that is given by name alone.</summary>
    public string? Owner { get; private set; }

    /// <summary>An environment of the repository.</summary>
    public string? Environment { get; private set; }

    /// <summary>The word me, for one's own Codespaces secrets.</summary>
    public string? User { get; private set; }

    /// <summary>A team of Vela.</summary>
    public string? Team { get; private set; }

    /// <summary>Whose a secret of Vela is, in words.</summary>
    public string? Type { get; private set; }

    /// <summary>Where Vela keeps the secret, in words.</summary>
    public string? Engine { get; private set; }

    /// <summary>The application that reads the secret, in words.</summary>
    public string? Application { get; private set; }

    /// <summary>The visibility in words.</summary>
    public string? Visibility { get; private set; }

    /// <summary>Names and ids of repositories; each text may hold several, separated by <c>;</c>.</summary>
    public IReadOnlyList<string>? SelectedRepository { get; private set; }

    /// <summary>Images whose steps may use a secret of Vela.</summary>
    public IReadOnlyList<string>? Image { get; private set; }

    /// <summary>Events whose builds may use a secret of Vela.</summary>
    public IReadOnlyList<string>? AllowEvent { get; private set; }

    /// <summary>Whether steps with commands of their own may use a secret of Vela.</summary>
    public string? AllowCommand { get; private set; }

    /// <summary>Whether a secret of Vela may stand in the pipeline's text.</summary>
    public string? AllowSubstitution { get; private set; }

    /// <summary>Repositories that alone may use a secret of Vela.</summary>
    public IReadOnlyList<string>? RepoAllowlist { get; private set; }

    /// <summary>Whether the row says where its value is, or what it is.</summary>
    internal bool HasValue => Value is not null || ValueFile is not null || EncryptedValue is not null;

    /// <summary>Zeroes the value.</summary>
    public void Dispose() => Value?.Dispose();

    /// <summary>The name alone.</summary>
    public override string ToString() => HarmlessText.Of(Name ?? "");

    /// <summary>The column that a name means, in the letter case of <see cref="Columns"/>; null for one that is not read.</summary>
    internal static string? ColumnOf(string name) => Find(ColumnName.Of(name))?.Name;

    /// <summary>Whether a column may hold a list.</summary>
    internal static bool IsList(string column) => Find(column)?.SetList is not null;

    /// <summary>Sets any column but the value; an empty text is not given.</summary>
    internal void Set(string column, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (Find(column) is { SetText: { } setText })
        {
            setText(this, text!);
        }
        else
        {
            Set(column, [text!]);
        }
    }

    /// <summary>Sets a column that may hold a list; an empty one is explicit.</summary>
    internal void Set(string column, IReadOnlyList<string> texts)
    {
        Action<SecretInput, IReadOnlyList<string>> setList = Find(column)?.SetList ?? throw new ArgumentOutOfRangeException(nameof(column));
        setList(this, texts);
    }

    private static Column? Find(string name) =>
        Array.Find(s_columns, column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private sealed class Column(
        string name,
        Action<SecretInput, string>? setText = null,
        Action<SecretInput, IReadOnlyList<string>>? setList = null)
    {
        internal string Name => name;

        internal Action<SecretInput, string>? SetText => setText;

        internal Action<SecretInput, IReadOnlyList<string>>? SetList => setList;
    }
}
