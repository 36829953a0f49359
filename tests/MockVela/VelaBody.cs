using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockVela;

/// <summary>Decodes a secret as the server's Go does: a member of another kind is an error, one that is unknown is kept here, as a server of its version would.</summary>
internal static class VelaBody
{
    private static readonly Dictionary<string, string[]> s_events = new()
    {
        ["push"] = ["branch", "tag", "delete_branch", "delete_tag"],
        ["pull_request"] = ["opened", "edited", "synchronize", "reopened", "labeled", "unlabeled"],
        ["deployment"] = ["created"],
        ["comment"] = ["created", "edited"],
        ["schedule"] = ["run"],
    };

    public static JsonObject Read(string body, string? contentType, string what)
    {
        // The decoder is chosen by the content type, and the one for forms finds nothing in JSON.
        if (contentType?.Split(';')[0].Trim() != "application/json")
        {
            return [];
        }

        try
        {
            var json = JsonNode.Parse(body) as JsonObject ?? throw new JsonException("cannot unmarshal into Go value of type types.Secret");
            foreach (var (name, value) in json)
            {
                if (!Fits(name, value))
                {
                    throw new JsonException($"cannot unmarshal {value!.GetValueKind()} into Go struct field Secret.{name}");
                }
            }

            return json;
        }
        catch (JsonException e)
        {
            throw new VelaError(System.Net.HttpStatusCode.BadRequest, $"unable to decode JSON for secret {what}: json: {e.Message}") { IsPlainText = true };
        }
    }

    /// <summary>Whether an events object allows anything.</summary>
    public static bool AllowsAny(JsonNode? events) =>
        events is JsonObject groups && groups.Any(group => group.Value is JsonObject actions && actions.Any(action => action.Value?.GetValueKind() == JsonValueKind.True));

    /// <summary>The nested object in which these paths, such as <c>push.branch</c>, are true.</summary>
    public static JsonObject Events(params string[] allowed) => new(s_events.Select(group => KeyValuePair.Create<string, JsonNode?>(
        group.Key,
        new JsonObject(group.Value.Select(action => KeyValuePair.Create<string, JsonNode?>(action, allowed.Contains($"{group.Key}.{action}")))))));

    private static bool Fits(string name, JsonNode? value) => (name, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        (_, JsonValueKind.Null) => true,
        ("id" or "created_at" or "updated_at", var kind) => kind == JsonValueKind.Number,
        ("org" or "repo" or "team" or "name" or "value" or "type" or "created_by" or "updated_by", var kind) => kind == JsonValueKind.String,
        ("images" or "repo_allowlist", var kind) => kind == JsonValueKind.Array && value!.AsArray().All(item => item?.GetValueKind() == JsonValueKind.String),
        ("allow_command" or "allow_substitution", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        ("allow_events", var kind) => kind == JsonValueKind.Object && value!.AsObject().All(group => group.Value is null or JsonObject),
        _ => true,
    };
}
