using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Where a declared secret belongs: scopes, and patterns of repositories whose scopes are known once they are listed.</summary>
internal sealed class DeclaredPlace
{
    private readonly IReadOnlyList<string> _environments;

    private DeclaredPlace(
        ScopeRules rules,
        IReadOnlyList<string> environments,
        IReadOnlyList<SecretScope> scopes,
        RepositorySelection? selection) =>
        (Rules, _environments, Scopes, Selection) = (rules, environments, scopes, selection);

    internal ScopeRules Rules { get; }

    internal IReadOnlyList<SecretScope> Scopes { get; }

    internal RepositorySelection? Selection { get; }

    /// <summary>Reads the place of a secret; null when something is wrong with it.</summary>
    /// <param name="secret">The map of the secret.</param>
    /// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
    /// <param name="problems">Is told what is wrong.</param>
    internal static DeclaredPlace? Read(KeyedMap secret, string? host, ProblemList problems)
    {
        int before = problems.Count;
        ScopeKind kind = secret.Has(DeclaredKeys.User) ? ScopeKind.User
            : secret.Has(DeclaredKeys.Organization) ? ScopeKind.Organization
            : secret.Has(DeclaredKeys.Environments) ? ScopeKind.Environment
            : ScopeKind.Repository;
        ScopeRules? rules = ReadRules(secret, kind, IsOnePlace(secret, problems), problems);

        // What else is wrong is told as well, by way of an application that the kind has.
        SecretApplication application = rules?.Application ?? ScopeRules.All.First(row => row.Kind == kind).Application;
        List<SecretScope> scopes = [];
        if (secret.RequireText(DeclaredKeys.Organization) is string login
            && problems.Try(secret[DeclaredKeys.Organization]!, () => SecretScope.ForOrganization(login, application))
                is SecretScope organization)
        {
            scopes.Add(organization);
        }

        if (secret.RequireText(DeclaredKeys.User) is string user)
        {
            ScopeColumns columns = new() { User = user };
            scopes.AddRange(problems.Try(secret[DeclaredKeys.User]!, () => columns.Scopes(ScopeKind.User)) ?? []);
        }

        List<string> environments = ReadEnvironments(secret, problems);
        DeclaredRepositories repositories = new(secret, host, problems);
        repositories.Read();
        if (problems.Count > before || rules is null)
        {
            return null;
        }

        scopes.AddRange(repositories.Names.SelectMany(name => ScopesOf(name, environments, application)));
        return new DeclaredPlace(rules, environments, scopes.Distinct().ToList(), repositories.Selection);
    }

    /// <summary>The scopes of one repository: its environments, or itself.</summary>
    internal IReadOnlyList<SecretScope> ScopesOf(string repository) => ScopesOf(repository, _environments, Rules.Application);

    private static List<SecretScope> ScopesOf(string repository, IReadOnlyList<string> environments, SecretApplication application) =>
        environments.Count == 0
            ? [SecretScope.ForRepository(repository, application)]
            : environments.Select(environment => SecretScope.ForEnvironment(repository, environment, application)).Distinct().ToList();

    private static bool IsOnePlace(KeyedMap secret, ProblemList problems)
    {
        string[] given = secret.Given.Where(DeclaredKeys.Places.Contains).ToArray();
        bool environments = secret.Has(DeclaredKeys.Environments);
        if (given.Length > 1)
        {
            problems.Add(
                secret.Place(given[1]),
                $"The secret has more than one kind of place: {string.Join(" and ", given)}. Keep one, and declare the secret once more "
                    + "for the other.");
        }
        else if (environments && !secret.Has(DeclaredKeys.Repositories))
        {
            problems.Add(
                secret.Place(DeclaredKeys.Environments),
                "environments are those of repositories, and none are given. Add repositories.");
        }
        else if (given.Length == 0)
        {
            problems.Add(secret.Node, "The secret has no place. Give organization, repositories, or user (me).");
        }

        return given.Length == 1 && (!environments || secret.Has(DeclaredKeys.Repositories));
    }

    // Without one that is given it is the same as for rows: Actions, and Codespaces for a user.
    private static ScopeRules? ReadRules(KeyedMap secret, ScopeKind kind, bool isOnePlace, ProblemList problems)
    {
        SecretApplication? application = kind == ScopeKind.User ? SecretApplication.Codespaces : SecretApplication.Actions;
        if (secret.RequireText(DeclaredKeys.Application) is string word)
        {
            application = problems.Try(
                secret[DeclaredKeys.Application]!,
                () => Words.Read<SecretApplication>(word, DeclaredKeys.Application));
        }

        return isOnePlace && application is SecretApplication known
            ? problems.Try(secret[DeclaredKeys.Application] ?? secret.Node, () => ScopeRules.For(kind, known))
            : null;
    }

    private static List<string> ReadEnvironments(KeyedMap secret, ProblemList problems)
    {
        if (secret[DeclaredKeys.Environments] is { Items.Count: 0 } none)
        {
            problems.Add(none, "The list of environments is empty. Leave the key out for a secret of the repositories themselves.");
        }

        List<(string Text, InputNode Place)> environments = secret.RequireTexts(DeclaredKeys.Environments);
        foreach ((string text, InputNode place) in environments.Where(environment => !SecretScope.IsEnvironment(environment.Text)))
        {
            problems.Add(place, $"'{text}' is no environment. Give its name as the repository's settings show it.");
        }

        return environments.ConvertAll(environment => environment.Text);
    }
}
