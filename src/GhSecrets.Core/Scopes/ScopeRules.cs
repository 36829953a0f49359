using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What differs between scopes: one row for every kind of scope and application that exists.</summary>
public sealed class ScopeRules
{
    private static readonly ScopeRules[] s_table =
    [
        new(ScopeKind.Organization, SecretApplication.Actions) { HasVisibility = true, OnEnterpriseServer = true, MaximumCount = 1000, Permission = "organization permission 'Secrets' (classic token: admin:org)" },
        new(ScopeKind.Organization, SecretApplication.Dependabot) { HasVisibility = true, OnEnterpriseServer = true, RepositoryIdsAsText = true, Permission = "organization permission 'Dependabot secrets' (classic token: admin:org)" },
        new(ScopeKind.Organization, SecretApplication.Codespaces) { HasVisibility = true, MaximumCount = 100, Permission = "classic token scope admin:org" },
        new(ScopeKind.Organization, SecretApplication.Agents) { HasVisibility = true, Permission = "classic token scope admin:org" },
        new(ScopeKind.Repository, SecretApplication.Actions) { OnEnterpriseServer = true, HasInherited = true, MaximumCount = 100, Permission = "repository permission 'Secrets' (classic token: repo)" },
        new(ScopeKind.Repository, SecretApplication.Dependabot) { OnEnterpriseServer = true, Permission = "repository permission 'Dependabot secrets' (classic token: repo)" },
        new(ScopeKind.Repository, SecretApplication.Codespaces) { MaximumCount = 100, Permission = "classic token scope repo" },
        new(ScopeKind.Repository, SecretApplication.Agents) { HasInherited = true, Permission = "classic token scope repo" },
        new(ScopeKind.Environment, SecretApplication.Actions) { OnEnterpriseServer = true, MaximumCount = 100, Permission = "repository permission 'Environments' (classic token: repo)" },
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

    /// <summary>Whether its secrets have a visibility and a list of selected repositories.</summary>
    public bool HasVisibility { get; private init; }

    /// <summary>Whether a repository can list the organization's secrets that it sees (<c>organization-secrets</c>).</summary>
    public bool HasInherited { get; private init; }

    /// <summary>Whether GitHub Enterprise Server has it.</summary>
    public bool OnEnterpriseServer { get; private init; }

    /// <summary>How many secrets fit, where GitHub documents it.</summary>
    public int? MaximumCount { get; private init; }

    /// <summary>The permission that a token needs, in GitHub's words.</summary>
    public string Permission { get; private init; } = "";

    private bool RepositoryIdsAsText { get; init; }

    /// <summary>The row of a combination.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/> when there is none, naming the applications that would work.</exception>
    public static ScopeRules For(ScopeKind kind, SecretApplication application) =>
        s_table.FirstOrDefault(row => row.Kind == kind && row.Application == application)
        ?? throw new GhSecretsException(
            ErrorId.ScopeNotSupported,
            $"{application} has no secrets at the level of an {kind.ToString().ToLowerInvariant()}. There it works with: "
            + string.Join(", ", s_table.Where(row => row.Kind == kind).Select(row => row.Application)) + ".");

    /// <summary>Refuses a scope that the host does not have, before any request.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ScopeNotSupported"/>.</exception>
    public void EnsureOn(bool enterpriseServer)
    {
        if (enterpriseServer && !OnEnterpriseServer)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub Enterprise Server has no {Application} secrets. There it works with: "
                + string.Join(", ", s_table.Where(row => row.Kind == Kind && row.OnEnterpriseServer).Select(row => row.Application)) + ".");
        }
    }

    /// <summary>Whether ids of selected repositories travel as text: only organization Dependabot secrets, on GitHub Enterprise Server and before API version 2026-03-10.</summary>
    public bool WritesIdsAsText(bool enterpriseServer, string apiVersion) =>
        RepositoryIdsAsText && (enterpriseServer || string.CompareOrdinal(apiVersion, "2026-03-10") < 0);
}
