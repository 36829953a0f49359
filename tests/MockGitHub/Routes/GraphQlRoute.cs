using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MockGitHub;

/// <summary>Answers the one question that gh puts to GraphQL for <c>gh secret set --repos</c>: the ids of repositories by their names.</summary>
internal static partial class GraphQlRoute
{
    public static Reply Answer(ApiRequest request)
    {
        var query = request.JsonBody().TryGetProperty("query", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        var found = RepositoryPattern().Matches(query).Select(match => KeyValuePair.Create<string, JsonNode?>(match.Groups["alias"].Value, Find(request, match)));
        var data = new JsonObject(found);
        var answer = new JsonObject { ["data"] = data };
        if (data.FirstOrDefault(pair => pair.Value is null).Key is { } missing)
        {
            answer["errors"] = new JsonArray(new JsonObject
            {
                ["type"] = "NOT_FOUND",
                ["path"] = new JsonArray(missing),
                ["message"] = "Could not resolve to a Repository.",
            });
        }

        return Reply.Ok(answer);
    }

    private static JsonObject? Find(ApiRequest request, Match match) =>
        request.State.FindRepository(match.Groups["owner"].Value, match.Groups["name"].Value) is { } repository && request.Token.Sees(repository)
            ? new JsonObject { ["databaseId"] = repository.Id }
            : null;

    [GeneratedRegex("""(?<alias>\w+)\s*:\s*repository\(owner:\s*"(?<owner>[^"]*)",\s*name:\s*"(?<name>[^"]*)"\)""")]
    private static partial Regex RepositoryPattern();
}
