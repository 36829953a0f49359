using System.Collections.Generic;
using System.Linq;
using static GhSecrets.Core.ScopeKind;
using static GhSecrets.Core.SecretApplication;

namespace GhSecrets.Core;

/// <summary>What differs between scopes: one row for every kind of scope and application that exists.</summary>
public sealed class ScopeRules
{
    private const bool Yes = true;
    private const bool No = false;

    // In this order: HasVisibility, HasSelectedRepositories, HasUnpagedRepositories, HasInherited, OnEnterpriseServer,
    // RefusesInstallationTokens, RepositoryIdsAsText, MaximumCount, ParallelWrites; the permission of a fine-grained token, null where none
    // will do; the scope of a classic one.
    private static readonly ScopeRules[] s_table =
    [
        new(Organization, Actions,    Yes, Yes, No,  No,  Yes, No,  No,  1000, null, "Secrets",            "admin:org"),
        new(Organization, Dependabot, Yes, Yes, No,  No,  Yes, No,  Yes, null, null, "Dependabot secrets", "admin:org"),
        new(Organization, Codespaces, Yes, Yes, No,  No,  No,  Yes, No,  100,  null, null,                 "admin:org"),
        new(Organization, Agents,     Yes, Yes, No,  No,  No,  No,  No,  null, null, null,                 "admin:org"),
        new(Repository,   Actions,    No,  No,  No,  Yes, Yes, No,  No,  100,  null, "Secrets",            "repo"),
        new(Repository,   Dependabot, No,  No,  No,  No,  Yes, No,  No,  null, null, "Dependabot secrets", "repo"),
        new(Repository,   Codespaces, No,  No,  No,  No,  No,  No,  No,  100,  null, null,                 "repo"),
        new(Repository,   Agents,     No,  No,  No,  Yes, No,  No,  No,  null, null, null,                 "repo"),
        new(Environment,  Actions,    No,  No,  No,  No,  Yes, No,  No,  100,  4,    "Environments",       "repo"),
        new(User,         Codespaces, No,  Yes, Yes, No,  No,  Yes, No,  100,  null, null,                 "codespace:secrets"),
    ];

    private readonly bool _repositoryIdsAsText;

    private ScopeRules(
        ScopeKind kind,
        SecretApplication application,
        bool hasVisibility,
        bool hasSelectedRepositories,
        bool hasUnpagedRepositories,
        bool hasInherited,
        bool onEnterpriseServer,
        bool refusesInstallationTokens,
        bool repositoryIdsAsText,
        int? maximumCount,
        int? parallelWrites,
        string? permission,
        string classicScope)
    {
        (Kind, Application) = (kind, application);
        (HasVisibility, HasSelectedRepositories, HasUnpagedRepositories) = (hasVisibility, hasSelectedRepositories, hasUnpagedRepositories);
        (HasInherited, OnEnterpriseServer, RefusesInstallationTokens) = (hasInherited, onEnterpriseServer, refusesInstallationTokens);
        (_repositoryIdsAsText, MaximumCount, ParallelWrites) = (repositoryIdsAsText, maximumCount, parallelWrites);
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

    /// <summary>Whether its secrets have a visibility.</summary>
    public bool HasVisibility { get; }

    /// <summary>Whether its secrets are shown to repositories that are selected one by one.</summary>
    public bool HasSelectedRepositories { get; }

    /// <summary>Whether the list of selected repositories comes in one piece, without pages.</summary>
    public bool HasUnpagedRepositories { get; }

    /// <summary>Whether a repository can list the organization's secrets that it sees (<c>organization-secrets</c>).</summary>
    public bool HasInherited { get; }

    /// <summary>Whether GitHub Enterprise Server has it.</summary>
    public bool OnEnterpriseServer { get; }

    /// <summary>Whether the installation token of a GitHub App can do nothing here.</summary>
    public bool RefusesInstallationTokens { get; }

    /// <summary>How many secrets fit, where GitHub documents it.</summary>
    public int? MaximumCount { get; }

    /// <summary>How many writes may go to one scope at a time, where more have made the server fail; null for any number.</summary>
    public int? ParallelWrites { get; }

    /// <summary>The permission that a token needs, in GitHub's words.</summary>
    public string Permission { get; }

    /// <summary>The row of a combination.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> when there is none, naming the applications that would
    /// work.</exception>
    public static ScopeRules For(ScopeKind kind, SecretApplication application) =>
        s_table.FirstOrDefault(row => row.Kind == kind && row.Application == application)
        ?? throw new GhSecretsException(
            ErrorId.ScopeNotSupported,
            $"There are no {application} secrets of {Words.Of(kind)}. There are those of: "
                + $"{Applications(s_table.Where(row => row.Kind == kind))}.");

    /// <summary>Refuses a scope that the host does not have or that the token can do nothing with, before any request.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/>.</exception>
    public void EnsureSupported(bool enterpriseServer, bool installationToken)
    {
        if (installationToken && RefusesInstallationTokens)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"The installation token of a GitHub App cannot use {Application} secrets of {Words.Of(Kind)}. "
                    + $"Use a personal access token with the {Permission}.");
        }

        if (enterpriseServer && !OnEnterpriseServer)
        {
            string others = Applications(s_table.Where(row => row.Kind == Kind && row.OnEnterpriseServer));
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub Enterprise Server has no {Application} secrets of "
                    + $"{Words.Of(Kind)}.{(others.Length > 0 ? $" It has those of: {others}." : "")}");
        }
    }

    /// <summary>Whether ids of selected repositories travel as text: only organization Dependabot secrets, on GitHub Enterprise Server and
    /// before API version 2026-03-10.</summary>
    public bool WritesIdsAsText(bool enterpriseServer, string apiVersion) =>
        _repositoryIdsAsText && (enterpriseServer || string.CompareOrdinal(apiVersion, "2026-03-10") < 0);

    private static string Applications(IEnumerable<ScopeRules> rows) => string.Join(", ", rows.Select(row => row.Application));
}
