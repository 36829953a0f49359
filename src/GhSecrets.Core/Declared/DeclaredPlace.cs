using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Where a declared item belongs: scopes, and patterns of repositories whose scopes are known once they are listed.</summary>
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

    /// <summary>Reads the place of an item; null when something is wrong with it.</summary>
    /// <param name="item">The map of the item.</param>
    /// <param name="items">Whether it is a secret or a variable.</param>
    /// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
    /// <param name="problems">Is told what is wrong.</param>
    internal static DeclaredPlace? Read(KeyedMap item, ItemKind items, string? host, ProblemList problems)
    {
        int before = problems.Count;
        ScopeKind kind = item.Has(DeclaredKeys.User) ? ScopeKind.User
            : item.Has(DeclaredKeys.Organization) ? ScopeKind.Organization
            : item.Has(DeclaredKeys.Environments) ? ScopeKind.Environment
            : ScopeKind.Repository;
        ScopeRules? rules = ReadRules(item, kind, items, IsOnePlace(item, items, problems), problems);

        // What else is wrong is told as well, by way of an application that the kind has.
        SecretApplication application = rules?.Application
            ?? ScopeRules.All.First(row => row.Kind == kind && row.Items == items).Application;
        List<SecretScope> scopes = [];
        if (item.RequireText(DeclaredKeys.Organization) is string login
            && problems.Try(item[DeclaredKeys.Organization]!, () => SecretScope.ForOrganization(login, application, items))
                is SecretScope organization)
        {
            scopes.Add(organization);
        }

        if (item.RequireText(DeclaredKeys.User) is string user)
        {
            ScopeColumns columns = new() { User = user };
            scopes.AddRange(problems.Try(item[DeclaredKeys.User]!, () => columns.Scopes(ScopeKind.User)) ?? []);
        }

        List<string> environments = ReadEnvironments(item, problems);
        DeclaredRepositories repositories = new(item, host, problems);
        repositories.Read();
        if (problems.Count > before || rules is null)
        {
            return null;
        }

        scopes.AddRange(repositories.Names.SelectMany(name => ScopesOf(name, environments, rules)));
        return new DeclaredPlace(rules, environments, scopes.Distinct().ToList(), repositories.Selection);
    }

    /// <summary>The scopes of one repository: its environments, or itself.</summary>
    internal IReadOnlyList<SecretScope> ScopesOf(string repository) => ScopesOf(repository, _environments, Rules);

    private static List<SecretScope> ScopesOf(string repository, IReadOnlyList<string> environments, ScopeRules rules) =>
        environments.Count == 0
            ? [SecretScope.ForRepository(repository, rules.Application, rules.Items)]
            : environments.Select(environment => SecretScope.ForEnvironment(repository, environment, rules.Application, rules.Items))
                .Distinct()
                .ToList();

    private static bool IsOnePlace(KeyedMap item, ItemKind items, ProblemList problems)
    {
        string[] given = item.Given.Where(DeclaredKeys.Places.Contains).ToArray();
        bool environments = item.Has(DeclaredKeys.Environments);
        if (given.Length > 1)
        {
            problems.Add(
                item.Place(given[1]),
                $"The {Words.One(items)} has more than one kind of place: {string.Join(" and ", given)}. Keep one, and declare it once "
                    + "more for the other.");
        }
        else if (environments && !item.Has(DeclaredKeys.Repositories))
        {
            problems.Add(
                item.Place(DeclaredKeys.Environments),
                "environments are those of repositories, and none are given. Add repositories.");
        }
        else if (given.Length == 0)
        {
            problems.Add(
                item.Node,
                items == ItemKind.Variable
                    ? "The variable has no place. Give organization or repositories."
                    : "The secret has no place. Give organization, repositories, or user (me).");
        }

        return given.Length == 1 && (!environments || item.Has(DeclaredKeys.Repositories));
    }

    // Without one that is given it is the same as for rows: Actions, and Codespaces for a user.
    private static ScopeRules? ReadRules(KeyedMap item, ScopeKind kind, ItemKind items, bool isOnePlace, ProblemList problems)
    {
        SecretApplication? application = kind == ScopeKind.User ? SecretApplication.Codespaces : SecretApplication.Actions;
        if (item.RequireText(DeclaredKeys.Application) is string word)
        {
            application = problems.Try(
                item[DeclaredKeys.Application]!,
                () => Words.Read<SecretApplication>(word, DeclaredKeys.Application));
        }

        return isOnePlace && application is SecretApplication known
            ? problems.Try(item[DeclaredKeys.Application] ?? item.Node, () => ScopeRules.For(kind, known, items))
            : null;
    }

    private static List<string> ReadEnvironments(KeyedMap item, ProblemList problems)
    {
        if (item[DeclaredKeys.Environments] is { Items.Count: 0 } none)
        {
            problems.Add(none, "The list of environments is empty. Leave the key out for the repositories themselves.");
        }

        List<(string Text, InputNode Place)> environments = item.RequireTexts(DeclaredKeys.Environments);
        foreach ((string text, InputNode place) in environments.Where(environment => !SecretScope.IsEnvironment(environment.Text)))
        {
            problems.Add(place, $"'{text}' is no environment. Give its name as the repository's settings show it.");
        }

        return environments.ConvertAll(environment => environment.Text);
    }
}
