using System.Net;
using System.Text;

namespace MockGitHub;

/// <summary>Answers everything below <c>{scope}/variables</c>: POST creates, PATCH changes what it names, and lists have 10 items unless asked, at most 30.</summary>
internal static class VariableRoutes
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
            ("GET", []) => Page.OfVariables(request).Of("variables", vault.Secrets, variable => Json.Variable(variable, vault, request.Base)),
            ("POST", []) => Create(request, vault),
            ("GET", [var name]) => Reply.Ok(Json.Variable(Find(vault, name), vault, request.Base)),
            ("PATCH", [var name]) => Update(request, vault, name),
            ("DELETE", [var name]) => Remove(request, vault, name),
            (_, [var name, "repositories", .. var id]) when vault.SelectsRepositories => SelectionRoutes.Answer(request, vault, Find(vault, name), id),
            _ => throw RefusedException.NotFound(),
        };
    }

    private static Reply Create(ApiRequest request, Vault vault)
    {
        var body = VariableBody.Read(request, vault, isNew: true);
        var variable = new StoredSecret(body.Name!, [.. Encoding.UTF8.GetBytes(body.Value!)], request.State.Now, request.State.Now)
        {
            Visibility = body.Visibility,
            SelectedRepositoryIds = [.. body.RepositoryIds ?? []],
        };
        return vault.Add(variable, VariableRules.Limit(vault)) switch
        {
            WriteResult.Created => Reply.Created(),
            WriteResult.Full => throw VariableRules.TooMany(vault),
            _ => throw Exists(vault),
        };
    }

    private static Reply Update(ApiRequest request, Vault vault, string name)
    {
        Find(vault, name);
        var body = VariableBody.Read(request, vault, isNew: false);
        var isFound = vault.Change(
            name,
            old => old with
            {
                Name = body.Name ?? old.Name,
                Value = body.Value is null ? old.Value : [.. Encoding.UTF8.GetBytes(body.Value)],
                UpdatedAt = request.State.Now,
                Visibility = body.Visibility ?? old.Visibility,
                SelectedRepositoryIds = body.RepositoryIds is not null ? [.. body.RepositoryIds]
                    : body.Visibility is null or "selected" ? old.SelectedRepositoryIds
                    : [],
            },
            out var isTaken);
        return isTaken ? throw Exists(vault) : isFound ? Reply.NoContent() : throw RefusedException.NotFound();
    }

    private static Reply Remove(ApiRequest request, Vault vault, string name)
    {
        request.State.Note(vault, vault.Remove(name) ?? throw RefusedException.NotFound());
        return Reply.NoContent();
    }

    private static StoredSecret Find(Vault vault, string name) => vault.Find(name) ?? throw RefusedException.NotFound();

    private static RefusedException Exists(Vault vault) => new(HttpStatusCode.Conflict, "Already exists - Variable already exists")
    {
        Documentation = $"rest/{vault.Application}/variables",
    };
}
