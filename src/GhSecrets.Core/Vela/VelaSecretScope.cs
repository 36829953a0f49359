using System;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Where a Vela secret lives: an engine, and an organization, one of its repositories or one of its teams.</summary>
/// <remarks>Names count with their letter case, as Vela counts them.</remarks>
public sealed class VelaSecretScope : IEquatable<VelaSecretScope>
{
    /// <summary>In the place of a repository or a team: all of them.</summary>
    internal const string All = "*";

    private const int MaximumLength = 250;

    private VelaSecretScope(VelaEngine engine, VelaSecretType type, string organization, string? repository, string? team)
    {
        Engine = engine;
        Type = type;
        Organization = Checked(organization, nameof(Organization));
        Repository = repository is null ? null : Checked(repository, nameof(Repository));
        Team = team is null ? null : Checked(team, nameof(Team));
        Path = string.Join("/", "api/v1/secrets", Word(engine), Word(type), Segment(organization), Segment(repository ?? team ?? All));
    }

    /// <summary>Where the server keeps it.</summary>
    public VelaEngine Engine { get; }

    /// <summary>Whose it is.</summary>
    public VelaSecretType Type { get; }

    /// <summary>The organization.</summary>
    public string Organization { get; }

    /// <summary>The repository without its owner; null for other types.</summary>
    public string? Repository { get; }

    /// <summary>The team; null for other types.</summary>
    public string? Team { get; }

    /// <summary>The scope's address below the server's, each segment URL-encoded, without a slash at either end.</summary>
    public string Path { get; }

    /// <summary>The secrets of an organization.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no name.</exception>
    public static VelaSecretScope ForOrganization(string organization, VelaEngine engine = VelaEngine.Native) =>
        new(engine, VelaSecretType.Org, organization, null, null);

    /// <summary>The secrets of a repository, given without its owner.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no name.</exception>
    public static VelaSecretScope ForRepository(string organization, string repository, VelaEngine engine = VelaEngine.Native) =>
        repository == All
            ? throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "The repository is '*', as that of an organization's secret. Give its name, or -Type org.")
            : new(engine, VelaSecretType.Repo, organization, repository, null);

    /// <summary>The secrets of a team; <c>*</c> lists those of all the user's teams.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no name.</exception>
    public static VelaSecretScope ForTeam(string organization, string team, VelaEngine engine = VelaEngine.Native) =>
        new(engine, VelaSecretType.Shared, organization, null, team);

    /// <inheritdoc/>
    public bool Equals(VelaSecretScope? other) => other is not null && Path == other.Path;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VelaSecretScope);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    /// <summary>The scope in words, as messages and prompts show it.</summary>
    public override string ToString()
    {
        string place = Type switch
        {
            VelaSecretType.Org => $"organization {Organization}",
            VelaSecretType.Repo => $"repository {Organization}/{Repository}",
            _ => $"team {Organization}/{Team}",
        };
        return Engine == VelaEngine.Native ? place : $"{place} ({Engine})";
    }

    /// <summary>The address of one secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidSecretName"/>, or <see cref="ErrorId.InvalidArgument"/> when the
    /// scope is all teams.</exception>
    internal string PathOf(string name)
    {
        EnsureOne();
        return $"{Path}/{Segment(CheckedName(name))}";
    }

    /// <summary>Refuses all teams where one must be named.</summary>
    internal void EnsureOne()
    {
        if (Team == All)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "The team '*' only lists secrets. Give the name of one team.");
        }
    }

    /// <summary>Returns a name that Vela can keep and a pipeline can ask for.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidSecretName"/> with the rule that it breaks.</exception>
    internal static string CheckedName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? throw InvalidName("A secret needs a name.")
        : name!.Length > MaximumLength ? throw InvalidName($"The name has {name.Length} characters where Vela keeps {MaximumLength}.")
        : name is "." or ".." ? throw InvalidName($"'{name}' cannot be asked for in an address.")
        : name.Any(c => c is '=' or < ' ')
            ? throw InvalidName($"'{name}' is no name for a secret: a pipeline refuses '=' and control characters in it.")
        : name;

    /// <summary>A choice as Vela writes it.</summary>
    internal static string Word(Enum choice) => choice.ToString().ToLowerInvariant();

    private static string Checked(string name, string column) =>
        name.Trim().Length == 0 || name.Length > MaximumLength || name is "." or ".." || name.Any(c => c is '/' or < ' ')
            ? throw new GhSecretsException(ErrorId.InvalidArgument, $"'{name}' is no {column}.")
            : name;

    // The star is a word of its own here; as %2A some servers would not see it.
    private static string Segment(string name) => name == All ? All : Uri.EscapeDataString(name);

    private static GhSecretsException InvalidName(string message) => new(ErrorId.InvalidSecretName, message);
}
