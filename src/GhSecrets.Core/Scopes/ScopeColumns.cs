using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Turns the columns of a record (or the parameters of a cmdlet) into the scopes that they name; an empty one is not
/// given.</summary>
public sealed class ScopeColumns
{
    /// <summary>The columns that say where a secret is.</summary>
    internal static IReadOnlyList<string> Places { get; } =
        [nameof(Organization), nameof(Repository), nameof(Environment), nameof(User)];

    /// <summary>Logins of organizations.</summary>
    public IReadOnlyList<string>? Organization { get; init; }

    /// <summary>Repositories, as <c>owner/name</c> or as names below <see cref="Owner"/>.</summary>
    public IReadOnlyList<string>? Repository { get; init; }

    /// <summary>The owner of repositories that are given by name alone.</summary>
    public string? Owner { get; init; }

    /// <summary>Environments of each repository.</summary>
    public IReadOnlyList<string>? Environment { get; init; }

    /// <summary><c>me</c> (or <c>@me</c>) for the secrets of whoever the token belongs to.</summary>
    public string? User { get; init; }

    /// <summary>The application in words; when not given Actions, and Codespaces for a user.</summary>
    public string? Application { get; init; }

    /// <summary>What is kept there; a secret unless the cmdlet or the record says otherwise.</summary>
    public ItemKind Kind { get; init; }

    /// <summary>The scopes of the kind that the columns speak of: an environment, a repository, an organization or the user.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when they name none, or several.</exception>
    public IReadOnlyList<SecretScope> Scopes()
    {
        bool organization = Given(Organization).Count > 0;
        bool environment = Given(Environment).Count > 0;
        bool repository = Given(Repository).Count > 0;
        bool user = !string.IsNullOrEmpty(User);
        if (new[] { organization, repository || environment, user }.Count(given => given) > 1)
        {
            throw Invalid(
                "The record names several places. Give only the one where the secret belongs: an Organization, a Repository, or User.");
        }

        return environment ? Scopes(ScopeKind.Environment)
            : repository ? Scopes(ScopeKind.Repository)
            : organization ? Scopes(ScopeKind.Organization)
            : user ? Scopes(ScopeKind.User)
            : throw Invalid(
                "The record names no place. Give an Organization, a Repository, a Repository and an Environment, or User (me).");
    }

    /// <summary>The scopes of one kind, whose columns must be given.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when a column is missing or a name is none.</exception>
    public IReadOnlyList<SecretScope> Scopes(ScopeKind kind)
    {
        SecretApplication application = Words.Read<SecretApplication>(Application, nameof(Application))
            ?? (kind == ScopeKind.User ? SecretApplication.Codespaces : SecretApplication.Actions);
        IEnumerable<SecretScope> scopes = kind switch
        {
            ScopeKind.Organization => Required(Organization, nameof(Organization)).Select(
                name => SecretScope.ForOrganization(name, application, Kind)),
            ScopeKind.User => [Self(application)],
            ScopeKind.Repository => Repositories().Select(name => SecretScope.ForRepository(name, application, Kind)),
            _ => Repositories().SelectMany(
                name => Required(Environment, nameof(Environment)).Select(
                    environment => SecretScope.ForEnvironment(name, environment, application, Kind))),
        };
        return scopes.Distinct().ToList();
    }

    private SecretScope Self(SecretApplication application) =>
        string.IsNullOrEmpty(User) || SecretScope.IsMe(User!)
            ? SecretScope.ForUser(application, Kind)
            : throw Invalid($"'{User}' cannot be set: GitHub takes only one's own user secrets. Write {SecretScope.Me}.");

    private IEnumerable<string> Repositories() =>
        Required(Repository, nameof(Repository)).Select(name => RepositoryName.Normalize(name, Owner));

    private static List<string> Required(IReadOnlyList<string>? texts, string column)
    {
        List<string> given = Given(texts);
        return given.Count > 0 ? given : throw Invalid($"{column} is missing. Give {Example(column)}.");
    }

    private static string Example(string column) => column switch
    {
        nameof(Repository) => "it as owner/name",
        nameof(Organization) => "its login, as in github.com/LOGIN",
        _ => "its name as the repository's settings show it",
    };

    private static List<string> Given(IReadOnlyList<string>? texts) =>
        texts is null ? [] : texts.Where(text => !string.IsNullOrEmpty(text)).ToList();

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidArgument, message);
}
