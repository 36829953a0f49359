using System;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MockGitHub;

/// <summary>Writes what the server holds in the members that GitHub's description requires.</summary>
internal static class Json
{
    // Every `…_url` member of a repository whose address is that of the repository and the member's own name.
    private static readonly string[] s_repositoryLinks =
    [
        "archive", "assignees", "blobs", "branches", "collaborators", "comments", "commits", "compare", "contents", "contributors",
        "deployments", "downloads", "events", "forks", "git_commits", "git_refs", "git_tags", "hooks", "issue_comment", "issue_events",
        "issues", "keys", "labels", "languages", "merges", "milestones", "notifications", "pulls", "releases", "stargazers", "statuses",
        "subscribers", "subscription", "tags", "teams", "trees",
    ];

    private static readonly string[] s_counts =
    [
        "forks", "forks_count", "network_count", "open_issues", "open_issues_count", "size", "stargazers_count", "subscribers_count",
        "watchers", "watchers_count",
    ];

    private static readonly string[] s_accountLinks =
        ["events", "followers", "following", "gists", "organizations", "received_events", "repos", "starred", "subscriptions"];

    /// <summary>Writes a moment as GitHub does, in UTC to the second.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Secret(StoredSecret secret, Vault vault, string baseAddress)
    {
        var json = Secret(secret);
        if (vault.SelectsRepositories)
        {
            json["visibility"] = secret.Visibility;
            if (secret.Visibility == "selected")
            {
                json["selected_repositories_url"] = $"{baseAddress}/{vault.Scope}/{vault.Items}/{secret.Name}/repositories";
            }
        }

        return json;
    }

    public static JsonObject Secret(StoredSecret secret) => new()
    {
        ["name"] = secret.Name,
        ["created_at"] = Time(secret.CreatedAt),
        ["updated_at"] = Time(secret.UpdatedAt),
    };

    /// <summary>Writes a variable, with its value.</summary>
    public static JsonObject Variable(StoredSecret variable, Vault vault, string baseAddress)
    {
        var json = Secret(variable, vault, baseAddress);
        json["value"] = variable.Text;
        return json;
    }

    /// <summary>Writes a variable as a repository inherits it.</summary>
    public static JsonObject Variable(StoredSecret variable)
    {
        var json = Secret(variable);
        json["value"] = variable.Text;
        return json;
    }

    public static JsonObject PublicKey(Vault vault)
    {
        var key = vault.Key;
        return new() { ["key_id"] = key.KeyId, ["key"] = Convert.ToBase64String(key.PublicKey) };
    }

    public static JsonObject Account(Account account, string baseAddress)
    {
        var url = $"{baseAddress}/users/{account.Login}";
        var json = new JsonObject
        {
            ["login"] = account.Login,
            ["id"] = account.Id,
            ["node_id"] = NodeId("U", account.Id),
            ["avatar_url"] = $"{baseAddress}/avatars/{account.Id}",
            ["gravatar_id"] = "",
            ["url"] = url,
            ["html_url"] = $"{baseAddress}/{account.Login}",
            ["type"] = account.IsOrganization ? "Organization" : "User",
            ["site_admin"] = false,
        };
        AddLinks(json, url, s_accountLinks);
        return json;
    }

    /// <summary>Writes a repository with all that the descriptions of a short and of a full one require.</summary>
    public static JsonObject Repository(Repository repository, string baseAddress)
    {
        var url = $"{baseAddress}/repos/{repository.FullName}";
        var page = $"{baseAddress}/{repository.FullName}";
        var created = Time(repository.CreatedAt);
        var json = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = NodeId("R", repository.Id),
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = repository.IsPrivate,
            ["owner"] = Account(repository.Owner, baseAddress),
            ["html_url"] = page,
            ["description"] = null,
            ["fork"] = false,
            ["url"] = url,
            ["clone_url"] = $"{page}.git",
            ["git_url"] = $"{page}.git",
            ["ssh_url"] = $"{page}.git",
            ["svn_url"] = page,
            ["mirror_url"] = null,
            ["homepage"] = null,
            ["language"] = null,
            ["license"] = null,
            ["default_branch"] = "main",
            ["topics"] = new JsonArray([.. repository.Topics]),
            ["visibility"] = repository.IsPrivate ? "private" : "public",
            ["archived"] = repository.IsArchived,
            ["disabled"] = false,
            ["has_issues"] = true,
            ["has_projects"] = true,
            ["has_wiki"] = true,
            ["has_pages"] = false,
            ["has_discussions"] = false,
            ["created_at"] = created,
            ["updated_at"] = created,
            ["pushed_at"] = created,
            ["permissions"] = new JsonObject { ["admin"] = true, ["push"] = true, ["pull"] = true },
        };
        AddLinks(json, url, s_repositoryLinks);
        foreach (var name in s_counts)
        {
            json[name] = 0;
        }

        return json;
    }

    public static JsonObject Environment(DeploymentEnvironment environment, Repository repository, string baseAddress) => new()
    {
        ["id"] = environment.Id,
        ["node_id"] = NodeId("EN", environment.Id),
        ["name"] = environment.Name,
        ["url"] = $"{baseAddress}/repos/{repository.FullName}/environments/{Uri.EscapeDataString(environment.Name)}",
        ["html_url"] = $"{baseAddress}/{repository.FullName}/deployments/activity_log?environments_filter={Uri.EscapeDataString(environment.Name)}",
        ["created_at"] = Time(environment.CreatedAt),
        ["updated_at"] = Time(environment.CreatedAt),
        ["protection_rules"] = new JsonArray(),
        ["deployment_branch_policy"] = null,
    };

    private static void AddLinks(JsonObject json, string url, string[] names)
    {
        foreach (var name in names)
        {
            json[$"{name}_url"] = $"{url}/{name}";
        }
    }

    private static string NodeId(string kind, long id) => $"{kind}_{id.ToString(CultureInfo.InvariantCulture)}";
}
