using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>One secret that was read from a file; what its row did not give is null.</summary>
/// <remarks>The names of the properties are those of the parameters that they bind to.</remarks>
public sealed class SecretInput : IDisposable
{
    /// <summary>The columns that a row may have, beside Path, which is another name of ValueFile.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        nameof(Organization), nameof(Repository), nameof(Owner), nameof(Environment), nameof(User), nameof(Team), nameof(Type), nameof(Engine), nameof(Application),
        nameof(Name), nameof(Value), nameof(ValueFile), nameof(EncryptedValue), nameof(KeyId), nameof(Visibility), nameof(SelectedRepository),
        nameof(Image), nameof(AllowEvent), nameof(AllowCommand), nameof(AllowSubstitution), nameof(RepoAllowlist),
    ];

    /// <summary>The name of the secret.</summary>
    public string? Name { get; private set; }

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
    public override string ToString() => Name ?? "";

    /// <summary>The column that a name means, in the letter case of <see cref="Columns"/>; null for one that is not read.</summary>
    internal static string? ColumnOf(string name)
    {
        if (name.Equals("Path", StringComparison.OrdinalIgnoreCase))
        {
            return nameof(ValueFile);
        }

        foreach (string column in Columns)
        {
            if (column.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>Whether a column may hold a list.</summary>
    internal static bool IsList(string column) => column is nameof(SelectedRepository) or nameof(Image) or nameof(AllowEvent) or nameof(RepoAllowlist);

    /// <summary>Sets any column but the value; an empty text is not given.</summary>
    internal void Set(string column, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (IsList(column))
        {
            Set(column, [text!]);
            return;
        }

        switch (column)
        {
            case nameof(Name): Name = text; break;
            case nameof(ValueFile): ValueFile = text; break;
            case nameof(EncryptedValue): EncryptedValue = text; break;
            case nameof(KeyId): KeyId = text; break;
            case nameof(Organization): Organization = text; break;
            case nameof(Repository): Repository = text; break;
            case nameof(Owner): Owner = text; break;
            case nameof(Environment): Environment = text; break;
            case nameof(User): User = text; break;
            case nameof(Team): Team = text; break;
            case nameof(Type): Type = text; break;
            case nameof(Engine): Engine = text; break;
            case nameof(Application): Application = text; break;
            case nameof(Visibility): Visibility = text; break;
            case nameof(AllowCommand): AllowCommand = text; break;
            case nameof(AllowSubstitution): AllowSubstitution = text; break;
            default: throw new ArgumentOutOfRangeException(nameof(column));
        }
    }

    /// <summary>Sets a column that may hold a list; an empty one is explicit.</summary>
    internal void Set(string column, IReadOnlyList<string> texts)
    {
        switch (column)
        {
            case nameof(SelectedRepository): SelectedRepository = texts; break;
            case nameof(Image): Image = texts; break;
            case nameof(AllowEvent): AllowEvent = texts; break;
            case nameof(RepoAllowlist): RepoAllowlist = texts; break;
            default: throw new ArgumentOutOfRangeException(nameof(column));
        }
    }
}
