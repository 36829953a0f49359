using System.Linq;

namespace MockGitHub;

/// <summary>The one grammar of addresses that all secrets share: <c>{scope}/secrets</c> and what follows it.</summary>
internal static class ScopeGrammar
{
    private static readonly string[] s_applications = ["actions", "dependabot", "codespaces", "agents"];

    /// <summary>Finds the vault that a path leads to, and the parts after <c>secrets</c>; null where there is none.</summary>
    public static (Vault Vault, string[] Tail)? Find(MockState state, string[] path, string login)
    {
        var (vault, rest) = path switch
        {
            ["orgs", var org, var app, "secrets", .. var tail] when s_applications.Contains(app) => (state.OrganizationVault(org, app), tail),
            ["repos", var owner, var repo, "environments", var name, "secrets", .. var tail] => (state.EnvironmentVault(owner, repo, name), tail),
            ["repos", var owner, var repo, var app, "secrets", .. var tail] when s_applications.Contains(app) => (state.RepositoryVault(owner, repo, app), tail),
            ["user", "codespaces", "secrets", .. var tail] => (state.UserVault(login), tail),
            _ => (null, path),
        };
        return vault is null ? null : (vault, rest);
    }
}
