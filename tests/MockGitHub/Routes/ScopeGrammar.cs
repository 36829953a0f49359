using System.Linq;

namespace MockGitHub;

/// <summary>The one grammar of addresses that all secrets and variables share: <c>{scope}/secrets</c> or <c>{scope}/variables</c>, and what follows it.</summary>
internal static class ScopeGrammar
{
    private static readonly string[] s_applications = ["actions", "dependabot", "codespaces", "agents"];

    /// <summary>Finds the vault that a path leads to, and the parts after <c>secrets</c> or <c>variables</c>; null where there is none.</summary>
    public static (Vault Vault, string[] Tail)? Find(MockState state, string[] path, string login)
    {
        var (vault, rest) = path switch
        {
            ["orgs", var org, var app, var items, .. var tail] when Exists(app, items) => (state.OrganizationVault(org, app, items), tail),
            ["repos", var owner, var repo, "environments", var name, ("secrets" or "variables") and var items, .. var tail] => (state.EnvironmentVault(owner, repo, name, items), tail),
            ["repos", var owner, var repo, var app, var items, .. var tail] when Exists(app, items) => (state.RepositoryVault(owner, repo, app, items), tail),
            ["user", "codespaces", "secrets", .. var tail] => (state.UserVault(login), tail),
            _ => (null, path),
        };
        return vault is null ? null : (vault, rest);
    }

    private static bool Exists(string application, string items) =>
        items == "secrets" ? s_applications.Contains(application) : items == "variables" && application is "actions" or "agents";
}
