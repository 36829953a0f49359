using System;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>Where secrets or variables live: an organization, a repository, one of its environments or the user, for one
/// application.</summary>
/// <remarks>Every scope answers the same grammar below <see cref="Path"/>: list, public key, get, put, delete, and for some the selected
/// repositories.</remarks>
public sealed class SecretScope : IEquatable<SecretScope>
{
    /// <summary>The word for whoever the token belongs to, the only user whose secrets GitHub lets one set.</summary>
    public const string Me = "me";

    private static readonly Regex s_halfCharacter = new(
        "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", RegexOptions.CultureInvariant);

    private SecretScope(ScopeKind kind, SecretApplication application, ItemKind items, string place)
    {
        Kind = kind;
        Application = application;
        Items = items;
        Place = place;
        Path = $"{place}/{Words.Of(items)}";
        Rules = ScopeRules.For(kind, application, items);
    }

    /// <summary>Whether a text is the word for one's own account, <c>me</c> or <c>@me</c>.</summary>
    internal static bool IsMe(string user) => user.TrimStart('@').Equals(Me, StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of place.</summary>
    public ScopeKind Kind { get; }

    /// <summary>The application whose secrets or variables are meant.</summary>
    public SecretApplication Application { get; }

    /// <summary>Whether its secrets or its variables are meant.</summary>
    public ItemKind Items { get; }

    /// <summary>The organization's login; null for other kinds.</summary>
    public string? Organization { get; private init; }

    /// <summary>The repository as <c>owner/name</c>; null for organizations.</summary>
    public string? Repository { get; private init; }

    /// <summary>The environment's name as a person writes it, not URL-encoded; null for other kinds.</summary>
    public string? Environment { get; private init; }

    /// <summary><see cref="Me"/> for the user's own secrets; null for other kinds.</summary>
    public string? User { get; private init; }

    /// <summary>The scope's address below the base address, URL-encoded, without a slash at either end.</summary>
    public string Path { get; }

    /// <summary>The address of its secrets and its variables together: <see cref="Path"/> without the last word.</summary>
    internal string Place { get; }

    /// <summary>What holds for this kind of scope and application.</summary>
    public ScopeRules Rules { get; }

    /// <summary>The secrets or variables of an organization.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no login.</exception>
    public static SecretScope ForOrganization(
        string organization,
        SecretApplication application = SecretApplication.Actions,
        ItemKind items = ItemKind.Secret) =>
        RepositoryName.IsName(organization)
            ? new SecretScope(ScopeKind.Organization, application, items, $"orgs/{organization}/{Segment(application)}")
            {
                Organization = organization,
            }
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{organization}' is no organization. Give its login, as in github.com/LOGIN.");

    /// <summary>The secrets or variables of a repository, given as <c>owner/name</c>.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no repository.</exception>
    public static SecretScope ForRepository(
        string repository,
        SecretApplication application = SecretApplication.Actions,
        ItemKind items = ItemKind.Secret)
    {
        string name = RepositoryName.Normalize(repository);
        return new SecretScope(ScopeKind.Repository, application, items, $"repos/{name}/{Segment(application)}") { Repository = name };
    }

    /// <summary>The secrets or variables of an environment; its name may hold any character and is URL-encoded once, here.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no repository or no environment,
    /// <see cref="ErrorId.ScopeNotSupported"/> for other applications than Actions.</exception>
    public static SecretScope ForEnvironment(
        string repository,
        string environment,
        SecretApplication application = SecretApplication.Actions,
        ItemKind items = ItemKind.Secret)
    {
        string name = RepositoryName.Normalize(repository);

        return IsEnvironment(environment)
            ? new SecretScope(
                ScopeKind.Environment,
                application,
                items,
                $"repos/{name}/environments/{Uri.EscapeDataString(environment)}")
            {
                Repository = name,
                Environment = environment,
            }
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{environment}' is no environment of {name}. Give its name as the repository's settings show it.");
    }

    /// <summary>The secrets of whoever the token belongs to.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> for other applications than Codespaces.</exception>
    public static SecretScope ForUser(
        SecretApplication application = SecretApplication.Codespaces,
        ItemKind items = ItemKind.Secret) =>
        new(ScopeKind.User, application, items, $"user/{Segment(application)}") { User = Me };

    /// <summary>The same scope of another repository.</summary>
    internal SecretScope In(string repository) =>
        Environment is null
            ? ForRepository(repository, Application, Items)
            : ForEnvironment(repository, Environment, Application, Items);

    /// <summary>Refuses a scope of the other kind, whose items are not meant.</summary>
    internal void EnsureOf(ItemKind items)
    {
        if (Items != items)
        {
            throw new ArgumentException($"The {Words.Of(Items)} of {this} are given where {Words.Of(items)} are meant.");
        }
    }

    /// <summary>What all writes to one of its items have in common: GitHub's names know no case.</summary>
    internal string KeyOf(string? name) => $"{Path}/{name}".ToUpperInvariant();

    /// <inheritdoc/>
    public bool Equals(SecretScope? other) => other is not null && Path.Equals(other.Path, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretScope);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Path);

    /// <summary>The scope in words, as messages and prompts show it.</summary>
    public override string ToString()
    {
        string place = Kind switch
        {
            ScopeKind.Organization => $"organization {Organization}",
            ScopeKind.User => "the user's account",
            ScopeKind.Environment => $"environment '{Environment}' of {Repository}",
            _ => $"repository {Repository}",
        };
        return Application == SecretApplication.Actions ? place : $"{place} ({Application})";
    }

    /// <summary>Whether the text can be an environment's name; not <c>.</c> or <c>..</c>, which every URL parser removes from a path, so
    /// that the repository itself would be asked, nor with half a surrogate pair, of which an address would make another name.</summary>
    internal static bool IsEnvironment(string text) => text.Trim().Length > 0 && text is not ("." or "..")
        && !s_halfCharacter.IsMatch(text);

    private static string Segment(SecretApplication application) => application switch
    {
        SecretApplication.Dependabot => "dependabot",
        SecretApplication.Codespaces => "codespaces",
        SecretApplication.Agents => "agents",
        _ => "actions",
    };
}
