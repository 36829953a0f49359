using System.Collections.Generic;
using System.Linq;
using static GhSecrets.Core.ScopeKind;
using static GhSecrets.Core.SecretApplication;

namespace GhSecrets.Core;

/// <summary>What differs between scopes: one row for every kind of scope, application and kind of item that exists.</summary>
public sealed class ScopeRules
{
    private const bool Yes = true;
    private const bool No = false;
    private const ItemKind Secrets = ItemKind.Secret;
    private const ItemKind Variables = ItemKind.Variable;

    // In this order: HasVisibility, HasSelectedRepositories, HasUnpagedRepositories, HasInherited, OnEnterpriseServer,
    // RefusesInstallationTokens, RepositoryIdsAsText, MaximumCount, ParallelWrites, PageSize; the permission of a fine-grained token or a
    // GitHub App, null where none will do; the scope of a classic token.
    private static readonly ScopeRules[] s_table =
    [
        new(Organization, Actions,    Secrets,   Yes, Yes, No,  No,  Yes, No,  No,  1000, null, 100, "Secrets", "admin:org"),
        new(Organization, Dependabot, Secrets,   Yes, Yes, No,  No,  Yes, No,  Yes, null, null, 100, "Dependabot secrets", "admin:org"),
        new(Organization, Codespaces, Secrets,   Yes, Yes, No,  No,  No,  No,  No,  100,  null, 100, "Codespaces secrets", "admin:org"),
        new(Organization, Agents,     Secrets,   Yes, Yes, No,  No,  No,  No,  No,  null, null, 100, "Agent secrets", "admin:org"),
        new(Repository,   Actions,    Secrets,   No,  No,  No,  Yes, Yes, No,  No,  100,  null, 100, "Secrets", "repo"),
        new(Repository,   Dependabot, Secrets,   No,  No,  No,  No,  Yes, No,  No,  null, null, 100, "Dependabot secrets", "repo"),
        new(Repository,   Codespaces, Secrets,   No,  No,  No,  No,  No,  No,  No,  100,  null, 100, "Codespaces secrets: write", "repo"),
        new(Repository,   Agents,     Secrets,   No,  No,  No,  Yes, No,  No,  No,  null, null, 100, "Agent secrets", "repo"),
        new(Environment,  Actions,    Secrets,   No,  No,  No,  No,  Yes, No,  No,  100,  4,    100, "Environments", "repo"),
        new(User,         Codespaces, Secrets,   No,  Yes, Yes, No,  No,  Yes, No,  100,  null, 100, null, "codespace:secrets"),
        new(Organization, Actions,    Variables, Yes, Yes, No,  No,  Yes, No,  No,  1000, null, 30,  "Variables", "admin:org"),
        new(Organization, Agents,     Variables, Yes, Yes, No,  No,  No,  No,  No,  null, null, 30,  "Agent variables", "admin:org"),
        new(Repository,   Actions,    Variables, No,  No,  No,  Yes, Yes, No,  No,  500,  4,    30,  "Variables", "repo"),
        new(Repository,   Agents,     Variables, No,  No,  No,  Yes, No,  No,  No,  null, 4,    30,  "Agent variables", "repo"),
        new(Environment,  Actions,    Variables, No,  No,  No,  No,  Yes, No,  No,  100,  4,    30,  "Environments", "repo"),
    ];

    private readonly bool _repositoryIdsAsText;

    private ScopeRules(
        ScopeKind kind,
        SecretApplication application,
        ItemKind items,
        bool hasVisibility,
        bool hasSelectedRepositories,
        bool hasUnpagedRepositories,
        bool hasInherited,
        bool onEnterpriseServer,
        bool refusesInstallationTokens,
        bool repositoryIdsAsText,
        int? maximumCount,
        int? parallelWrites,
        int pageSize,
        string? permission,
        string classicScope)
    {
        (Kind, Application, Items) = (kind, application, items);
        (HasVisibility, HasSelectedRepositories, HasUnpagedRepositories) = (hasVisibility, hasSelectedRepositories, hasUnpagedRepositories);
        (HasInherited, OnEnterpriseServer, RefusesInstallationTokens) = (hasInherited, onEnterpriseServer, refusesInstallationTokens);
        (_repositoryIdsAsText, MaximumCount, ParallelWrites, PageSize) = (repositoryIdsAsText, maximumCount, parallelWrites, pageSize);
        string owner = kind == Organization ? "organization" : "repository";
        Permission = permission is null
            ? $"classic token scope {classicScope}"
            : $"{owner} permission '{permission}' (classic token: {classicScope})";
    }

    /// <summary>Every row, for tables and tests.</summary>
    public static IReadOnlyList<ScopeRules> All => s_table;

    /// <summary>The kind of scope that the row is about.</summary>
    public ScopeKind Kind { get; }

    /// <summary>The application that the row is about.</summary>
    public SecretApplication Application { get; }

    /// <summary>Whether the row is about secrets or about variables.</summary>
    public ItemKind Items { get; }

    /// <summary>Whether its items have a visibility.</summary>
    public bool HasVisibility { get; }

    /// <summary>Whether its items are shown to repositories that are selected one by one.</summary>
    public bool HasSelectedRepositories { get; }

    /// <summary>Whether the list of selected repositories comes in one piece, without pages.</summary>
    public bool HasUnpagedRepositories { get; }

    /// <summary>Whether a repository can list the organization's items that it sees (<c>organization-secrets</c>,
    /// <c>organization-variables</c>).</summary>
    public bool HasInherited { get; }

    /// <summary>Whether GitHub Enterprise Server has it.</summary>
    public bool OnEnterpriseServer { get; }

    /// <summary>Whether the installation token of a GitHub App can do nothing here.</summary>
    public bool RefusesInstallationTokens { get; }

    /// <summary>How many items fit, where GitHub documents it.</summary>
    public int? MaximumCount { get; }

    /// <summary>How many writes may go to one scope at a time, where more have made the server fail; null for any number.</summary>
    public int? ParallelWrites { get; }

    /// <summary>The most items that one page of its list holds; more are not given, whatever is asked for.</summary>
    public int PageSize { get; }

    /// <summary>The permission that a token needs, in GitHub's words.</summary>
    public string Permission { get; }

    /// <summary>The row of a combination.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> when there is none, naming the applications that would
    /// work.</exception>
    public static ScopeRules For(ScopeKind kind, SecretApplication application, ItemKind items = ItemKind.Secret) =>
        s_table.FirstOrDefault(row => row.Kind == kind && row.Application == application && row.Items == items)
        ?? throw new GhSecretsException(ErrorId.ScopeNotSupported, Unsupported(kind, application, items));

    /// <summary>Refuses a scope that the host does not have or that the token can do nothing with, before any request.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/>.</exception>
    public void EnsureSupported(bool enterpriseServer, bool installationToken)
    {
        if (installationToken && RefusesInstallationTokens)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"The installation token of a GitHub App cannot use {Application} {Words.Of(Items)} of {Words.Of(Kind)}. "
                    + $"Use a personal access token with the {Permission}.");
        }

        if (enterpriseServer && !OnEnterpriseServer)
        {
            string others = Applications(s_table.Where(row => row.Kind == Kind && row.Items == Items && row.OnEnterpriseServer));
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub Enterprise Server has no {Application} {Words.Of(Items)} of "
                    + $"{Words.Of(Kind)}.{(others.Length > 0 ? $" It has those of: {others}." : "")}");
        }
    }

    /// <summary>Whether ids of selected repositories travel as text: only organization Dependabot secrets, on GitHub Enterprise Server and
    /// before API version 2026-03-10.</summary>
    public bool WritesIdsAsText(bool enterpriseServer, string apiVersion) =>
        _repositoryIdsAsText && (enterpriseServer || string.CompareOrdinal(apiVersion, "2026-03-10") < 0);

    private static string Unsupported(ScopeKind kind, SecretApplication application, ItemKind items)
    {
        string others = Applications(s_table.Where(row => row.Kind == kind && row.Items == items));
        return others.Length == 0
            ? $"There are no variables of {Words.Of(kind)}; those of organizations, repositories and environments exist."
            : $"There are no {application} {Words.Of(items)} of {Words.Of(kind)}. There are those of: {others}.";
    }

    private static string Applications(IEnumerable<ScopeRules> rows) => string.Join(", ", rows.Select(row => row.Application));
}
