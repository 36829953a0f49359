using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Turns the columns of a record (or the parameters of a cmdlet) into the Vela scopes that they name; an empty one is not
/// given.</summary>
public sealed class VelaScopeColumns
{
    /// <summary>Organizations.</summary>
    public IReadOnlyList<string>? Organization { get; init; }

    /// <summary>Repositories by name, or as <c>organization/name</c>.</summary>
    public IReadOnlyList<string>? Repository { get; init; }

    /// <summary>Teams.</summary>
    public IReadOnlyList<string>? Team { get; init; }

    /// <summary>Whose the secrets are, in words; repo when not given.</summary>
    public string? Type { get; init; }

    /// <summary>Where the server keeps them, in words; native when not given.</summary>
    public string? Engine { get; init; }

    /// <summary>The scopes of the record's type, whose columns must be given and no others.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when a column is missing, does not fit the type, or holds
    /// a word or name that is none.</exception>
    public IReadOnlyList<VelaSecretScope> Scopes()
    {
        VelaSecretType type = Words.Read<VelaSecretType>(Type, nameof(Type)) ?? VelaSecretType.Repo;
        VelaEngine engine = Words.Read<VelaEngine>(Engine, nameof(Engine)) ?? VelaEngine.Native;
        List<string> organizations = Given(Organization);

        // The server writes '*' as the repository of an organization's secret.
        List<string> repositories = Given(Repository).Where(name => type != VelaSecretType.Org || name != VelaSecretScope.All).ToList();
        List<string> teams = Given(Team);
        Refuse(type != VelaSecretType.Repo && repositories.Count > 0, type, nameof(Repository), VelaSecretType.Repo);
        Refuse(type != VelaSecretType.Shared && teams.Count > 0, type, nameof(Team), VelaSecretType.Shared);
        IEnumerable<VelaSecretScope> scopes = type switch
        {
            VelaSecretType.Org => Required(organizations, nameof(Organization), type).Select(
                name => VelaSecretScope.ForOrganization(name, engine)),
            VelaSecretType.Shared => Required(organizations, nameof(Organization), type).SelectMany(
                name => Required(teams, nameof(Team), type).Select(team => VelaSecretScope.ForTeam(name, team, engine))),
            _ => Required(repositories, nameof(Repository), type).SelectMany(repository => OfRepository(repository, organizations, engine)),
        };
        return scopes.Distinct().ToList();
    }

    private static IEnumerable<VelaSecretScope> OfRepository(string repository, List<string> organizations, VelaEngine engine)
    {
        string[] parts = repository.Split('/');
        if (parts.Length == 1)
        {
            return Required(organizations, nameof(Organization), VelaSecretType.Repo).Select(
                name => VelaSecretScope.ForRepository(name, repository, engine));
        }

        if (parts.Length > 2 || organizations.Any(name => name != parts[0]))
        {
            throw Invalid($"Repository '{repository}' does not lie in the organization {string.Join(", ", organizations)}. Give its "
                + "name, or organization/name alone.");
        }

        return [VelaSecretScope.ForRepository(parts[0], parts[1], engine)];
    }

    private static void Refuse(bool given, VelaSecretType type, string column, VelaSecretType fitting)
    {
        if (given)
        {
            throw Invalid($"{column} does not go with the type {VelaSecretScope.Word(type)}. Leave it out, or give -Type "
                + $"{VelaSecretScope.Word(fitting)}.");
        }
    }

    private static List<string> Required(List<string> given, string column, VelaSecretType type) =>
        given.Count > 0 ? given : throw Invalid($"{column} is missing: a secret of the type {VelaSecretScope.Word(type)} needs one.");

    private static List<string> Given(IReadOnlyList<string>? texts) =>
        texts is null ? [] : texts.Where(text => !string.IsNullOrEmpty(text)).ToList();

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidArgument, message);
}
