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
            (_, [var name, "repositories", .. var id]) when vault.SelectsRepositories => SelectionRoutes.Answer(request, vault, Find(vault, name), id),
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

    private static StoredSecret Find(Vault vault, string name) => vault.Find(name) ?? throw RefusedException.NotFound();
}
