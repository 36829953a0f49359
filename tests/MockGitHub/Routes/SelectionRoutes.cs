using System.Linq;
using System.Net;

namespace MockGitHub;

/// <summary>Answers everything below <c>{name}/repositories</c>: who sees a selected secret or variable.</summary>
internal static class SelectionRoutes
{
    public static Reply Answer(ApiRequest request, Vault vault, StoredSecret secret, string[] id)
    {
        switch (request.Method, id)
        {
            case ("GET", []):
                if (vault.Items == "variables")
                {
                    CheckSelected(vault, secret);
                }

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

    private static Repository FindRepository(ApiRequest request, Vault vault, string id) =>
        NumericPath.TryParse(id) is { } number && SecretRules.FindSelectable(request, vault, number) is { } found
            ? found
            : throw RefusedException.NotFound();

    private static void CheckSelected(Vault vault, StoredSecret secret)
    {
        if (secret.Visibility != "selected")
        {
            var item = vault.Items[..^1];
            throw new RefusedException(HttpStatusCode.Conflict, "Conflict")
            {
                Errors = $"You cannot update selected repositories for a {item} when the visibility is not set to 'selected'",
                Documentation = $"rest/{vault.Application}/{vault.Items}",
            };
        }
    }
}
