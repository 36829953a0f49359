using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What differs between scopes: one row for every kind of scope and application that exists.</summary>
public sealed class ScopeRules
{
    private static readonly ScopeRules[] s_table =
    [
        new(ScopeKind.Organization, SecretApplication.Actions) { HasVisibility = true, HasSelectedRepositories = true, OnEnterpriseServer = true, MaximumCount = 1000, Permission = "organization permission 'Secrets' (classic token: admin:org)" },
        new(ScopeKind.Organization, SecretApplication.Dependabot) { HasVisibility = true, HasSelectedRepositories = true, OnEnterpriseServer = true, RepositoryIdsAsText = true, Permission = "organization permission 'Dependabot secrets' (classic token: admin:org)" },
        new(ScopeKind.Organization, SecretApplication.Codespaces) { HasVisibility = true, HasSelectedRepositories = true, RefusesInstallationTokens = true, MaximumCount = 100, Permission = "classic token scope admin:org" },
        new(ScopeKind.Organization, SecretApplication.Agents) { HasVisibility = true, HasSelectedRepositories = true, Permission = "classic token scope admin:org" },
        new(ScopeKind.Repository, SecretApplication.Actions) { OnEnterpriseServer = true, HasInherited = true, MaximumCount = 100, Permission = "repository permission 'Secrets' (classic token: repo)" },
        new(ScopeKind.Repository, SecretApplication.Dependabot) { OnEnterpriseServer = true, Permission = "repository permission 'Dependabot secrets' (classic token: repo)" },
        new(ScopeKind.Repository, SecretApplication.Codespaces) { MaximumCount = 100, Permission = "classic token scope repo" },
        new(ScopeKind.Repository, SecretApplication.Agents) { HasInherited = true, Permission = "classic token scope repo" },
        new(ScopeKind.Environment, SecretApplication.Actions) { OnEnterpriseServer = true, ParallelWrites = 4, MaximumCount = 100, Permission = "repository permission 'Environments' (classic token: repo)" },
        new(ScopeKind.User, SecretApplication.Codespaces) { HasSelectedRepositories = true, HasUnpagedRepositories = true, RefusesInstallationTokens = true, MaximumCount = 100, Permission = "classic token scope codespace:secrets" },
    ];

    private ScopeRules(ScopeKind kind, SecretApplication application)
    {
        Kind = kind;
        Application = application;
    }

    /// <summary>Every row, for tables and tests.</summary>
    public static IReadOnlyList<ScopeRules> All => s_table;

    /// <summary>The kind of scope that the row is about.</summary>
    public ScopeKind Kind { get; }

    /// <summary>The application that the row is about.</summary>
    public SecretApplication Application { get; }

    /// <summary>Whether its secrets have a visibility.</summary>
    public bool HasVisibility { get; private init; }

    /// <summary>Whether its secrets are shown to repositories that are selected one by one.</summary>
    public bool HasSelectedRepositories { get; private init; }

    /// <summary>Whether the list of selected repositories comes in one piece, without pages.</summary>
    public bool HasUnpagedRepositories { get; private init; }

    /// <summary>Whether a repository can list the organization's secrets that it sees (<c>organization-secrets</c>).</summary>
    public bool HasInherited { get; private init; }

    /// <summary>Whether GitHub Enterprise Server has it.</summary>
    public bool OnEnterpriseServer { get; private init; }

    /// <summary>Whether the installation token of a GitHub App can do nothing here.</summary>
    public bool RefusesInstallationTokens { get; private init; }

    /// <summary>How many secrets fit, where GitHub documents it.</summary>
    public int? MaximumCount { get; private init; }

    /// <summary>How many writes may go to one scope at a time, where more have made the server fail; null for any number.</summary>
    public int? ParallelWrites { get; private init; }

    /// <summary>The permission that a token needs, in GitHub's words.</summary>
    public string Permission { get; private init; } = "";

    private bool RepositoryIdsAsText { get; init; }

    /// <summary>The row of a combination.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> when there is none, naming the applications that would work.</exception>
    public static ScopeRules For(ScopeKind kind, SecretApplication application) =>
        s_table.FirstOrDefault(row => row.Kind == kind && row.Application == application)
        ?? throw new GhSecretsException(
            ErrorId.ScopeNotSupported,
            $"There are no {application} secrets of {Words.Of(kind)}. There are those of: {string.Join(", ", s_table.Where(row => row.Kind == kind).Select(row => row.Application))}.");

    /// <summary>Refuses a scope that the host does not have or that the token can do nothing with, before any request.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/>.</exception>
    public void EnsureSupported(bool enterpriseServer, bool installationToken)
    {
        if (installationToken && RefusesInstallationTokens)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"The installation token of a GitHub App cannot use {Application} secrets of {Words.Of(Kind)}. Use a personal access token with the {Permission}.");
        }

        if (enterpriseServer && !OnEnterpriseServer)
        {
            string others = string.Join(", ", s_table.Where(row => row.Kind == Kind && row.OnEnterpriseServer).Select(row => row.Application));
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub Enterprise Server has no {Application} secrets of {Words.Of(Kind)}.{(others.Length > 0 ? $" It has those of: {others}." : "")}");
        }
    }

    /// <summary>Whether ids of selected repositories travel as text: only organization Dependabot secrets, on GitHub Enterprise Server and before API version 2026-03-10.</summary>
    public bool WritesIdsAsText(bool enterpriseServer, string apiVersion) =>
        RepositoryIdsAsText && (enterpriseServer || string.CompareOrdinal(apiVersion, "2026-03-10") < 0);
}
