using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace MockGitHub;

/// <summary>Answers what a client of secrets asks besides: repositories, environments, inherited secrets and the rate limit.</summary>
internal static class RepositoryRoutes
{
    public static Reply Answer(ApiRequest request) => (request.Method, request.Path) switch
    {
        ("GET", ["repos", var owner, var name]) => Reply.Ok(Json.Repository(request.Repository(owner, name), request.Base)),
        ("GET", ["repos", var owner, var name, "environments"]) => Environments(request, request.Repository(owner, name)),
        ("GET", ["repos", var owner, var name, "actions" or "agents", "organization-secrets"]) =>
            Inherited(request, request.Repository(owner, name), "secrets", new Page(request)),
        ("GET", ["repos", var owner, var name, "actions" or "agents", "organization-variables"]) =>
            Inherited(request, request.Repository(owner, name), "variables", Page.OfVariables(request)),
        ("GET", ["orgs", var login, "repos"]) => OrganizationRepositories(request, request.State.FindOrganization(login) ?? throw RefusedException.NotFound()),

        // What completion and patterns of repositories ask for; the description in tests/Contract has none of them, so they are held to nothing but GitHub's documentation.
        ("GET", ["user"]) => Reply.Ok(Json.Account(request.State.UserVault(request.Token.Login).Account!, request.Base)),
        ("GET", ["user", "orgs"]) => new Page(request).OfArray(request.State.Organizations, organization => Json.Account(organization, request.Base)),
        ("GET", ["user", "repos"]) => new Page(request).OfArray(
            [
                .. request.State.Repositories
                    .Where(request.Token.Sees)
                    .Where(repository => request.Query["affiliation"] != "owner" || repository.Owner.Login.Equals(request.Token.Login, StringComparison.OrdinalIgnoreCase)),
            ],
            repository => Json.Repository(repository, request.Base)),
        ("GET", ["rate_limit"]) => RateLimit(request),
        _ => throw RefusedException.NotFound(),
    };

    private static Reply Environments(ApiRequest request, Repository repository) => new Page(request).Of(
        "environments",
        [.. repository.Environments.Values.OrderBy(environment => environment.Id)],
        environment => Json.Environment(environment, repository, request.Base));

    private static Reply Inherited(ApiRequest request, Repository repository, string items, Page page)
    {
        var vault = request.State.OrganizationVault(repository.Owner.Login, request.Path[3], items);
        if (vault is not null)
        {
            Gate.Authorize(request, vault);
        }

        IReadOnlyList<StoredSecret> secrets = [.. (vault?.Secrets ?? []).Where(secret => secret.IsVisibleTo(repository))];
        return page.Of(items, secrets, items == "variables" ? Json.Variable : Json.Secret);
    }

    private static Reply OrganizationRepositories(ApiRequest request, Account organization)
    {
        var type = request.Query["type"].ToString();
        IReadOnlyList<Repository> repositories =
        [
            .. request.State.Repositories
                .Where(repository => repository.Owner == organization && request.Token.Sees(repository))
                .Where(repository => type switch
                {
                    "public" => !repository.IsPrivate,
                    "private" => repository.IsPrivate,
                    "forks" => false,
                    _ => true,
                }),
        ];
        return new Page(request).OfArray(repositories, repository => Json.Repository(repository, request.Base));
    }

    private static Reply RateLimit(ApiRequest request)
    {
        var json = new JsonObject { ["resources"] = new JsonObject { ["core"] = Window(), ["search"] = Window() } };
        if (request.ApiVersion == ApiVersions.Oldest)
        {
            json["rate"] = Window();
        }

        return Reply.Ok(json);

        JsonObject Window()
        {
            var window = request.Token.Spend(0, request.State.Now);
            return new()
            {
                ["limit"] = window.Limit,
                ["used"] = window.Used,
                ["remaining"] = window.Remaining,
                ["reset"] = window.Reset.ToUnixTimeSeconds(),
            };
        }
    }
}
