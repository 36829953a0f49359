using System.Collections.Generic;
using System.Text.Json;

namespace MockGitHub;

/// <summary>The body of a POST or a PATCH of one variable, checked against GitHub's description of it; null is what a PATCH leaves as it is.</summary>
internal sealed record VariableBody(string? Name, string? Value, string? Visibility, IReadOnlyList<long>? RepositoryIds)
{
    public static VariableBody Read(ApiRequest request, Vault vault, bool isNew)
    {
        var json = request.JsonBody();
        var name = Text(json, "name", isNew);
        var value = Text(json, "value", isNew);
        VariableRules.Check(name, value);
        var visibility = vault.IsOrganization && (isNew || json.TryGetProperty("visibility", out _)) ? SecretBody.ReadVisibility(json) : null;
        var ids = vault.IsOrganization && visibility == "selected" && json.TryGetProperty(SecretBody.Ids, out var list)
            ? SecretBody.ReadIds(request, vault, list, IdRule.Integers)
            : null;
        return new VariableBody(name?.ToUpperInvariant(), value, visibility, ids);
    }

    private static string? Text(JsonElement json, string name, bool isNeeded) =>
        isNeeded || json.TryGetProperty(name, out _) ? SecretBody.ReadText(json, name) : null;
}
