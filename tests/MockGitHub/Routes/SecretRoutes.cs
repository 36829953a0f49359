using System.Linq;
using System.Net;

namespace MockGitHub;

/// <summary>Answers everything below <c>{scope}/secrets</c>, the same way for every scope and application.</summary>
internal static class SecretRoutes
{
    public static Reply Answer(ApiRequest request, Vault vault, string[] rest)
    {
        if (vault.Repository is { } repository && !request.Token.Sees(repository))
        {
            throw RefusedException.NotFound();
        }

        Gate.Authorize(request, vault);
        return (request.Method, rest) switch
        {
            ("GET", []) => new Page(request).Of("secrets", vault.Secrets, secret => Json.Secret(secret, vault, request.Base)),
            ("GET", ["public-key"]) => Reply.Ok(Json.PublicKey(vault)),
            ("GET", [var name]) => Reply.Ok(Json.Secret(Find(vault, name), vault, request.Base)),
            ("PUT", [var name]) => Put(request, vault, name),
            ("DELETE", [var name]) => Remove(request, vault, name),
            (_, [var name, "repositories", .. var id]) when vault.SelectsRepositories => Selection(request, vault, Find(vault, name), id),
            _ => throw RefusedException.NotFound(),
        };
    }

    private static Reply Remove(ApiRequest request, Vault vault, string name)
    {
        request.State.Note(vault, vault.Remove(name) ?? throw RefusedException.NotFound());
        return Reply.NoContent();
    }

    private static Reply Put(ApiRequest request, Vault vault, string name)
    {
        SecretRules.CheckName(name);
        var body = SecretBody.Read(request, vault);
        var value = SecretRules.Open(vault, body);
        var secret = new StoredSecret(name.ToUpperInvariant(), [.. value], request.State.Now, request.State.Now)
        {
            Visibility = body.Visibility,
            // What is not given is not kept: a PUT replaces all of a secret's access.
            SelectedRepositoryIds = body.Visibility == "selected" ? [.. body.RepositoryIds] : [],
        };
        return vault.Write(secret, SecretRules.Limit(vault)) switch
        {
            WriteResult.Created => Reply.Created(),
            WriteResult.Updated => Reply.NoContent(),
            _ => throw SecretRules.TooMany(vault),
        };
    }

    private static Reply Selection(ApiRequest request, Vault vault, StoredSecret secret, string[] id)
    {
        switch (request.Method, id)
        {
            case ("GET", []):
                return new Page(request, isWhole: !vault.IsOrganization).Of(
                    "repositories",
                    [.. request.State.Repositories.Where(repository => secret.SelectedRepositoryIds.Contains(repository.Id))],
                    repository => Json.Repository(repository, request.Base),
                    request.Token.Sees);
            case ("PUT", []):
                CheckSelected(vault, secret);
                var ids = SecretBody.ReadSelection(request, vault);
                vault.Select(secret.Name, request.State.Now, _ => ids);
                return Reply.NoContent();
            case ("PUT", [var one]):
                CheckSelected(vault, secret);
                var added = FindRepository(request, vault, one);
                vault.Select(secret.Name, request.State.Now, old => old.SelectedRepositoryIds.Add(added.Id));
                return Reply.NoContent();
            case ("DELETE", [var one]):
                CheckSelected(vault, secret);
                var removed = FindRepository(request, vault, one);
                vault.Select(secret.Name, request.State.Now, old => old.SelectedRepositoryIds.Remove(removed.Id));
                return Reply.NoContent();
            default:
                throw RefusedException.NotFound();
        }
    }

    private static StoredSecret Find(Vault vault, string name) => vault.Find(name) ?? throw RefusedException.NotFound();

    private static Repository FindRepository(ApiRequest request, Vault vault, string id) =>
        NumericPath.TryParse(id) is { } number && SecretRules.FindSelectable(request, vault, number) is { } found
            ? found
            : throw RefusedException.NotFound();

    private static void CheckSelected(Vault vault, StoredSecret secret)
    {
        if (secret.Visibility != "selected")
        {
            throw new RefusedException(HttpStatusCode.Conflict, "Conflict")
            {
                Errors = "You cannot update selected repositories for a secret when the visibility is not set to 'selected'",
                Documentation = $"rest/{vault.Application}/secrets",
            };
        }
    }
}
