using System.Text.Json.Nodes;

namespace MockVela;

/// <summary>A secret as it is stored: its members under the names of the API, those that no version knows too, and its value apart.</summary>
/// <param name="Engine">The engine: native or vault.</param>
/// <param name="Members">All members but the value.</param>
/// <param name="Value">The plain value.</param>
public sealed record StoredSecret(string Engine, JsonObject Members, string Value)
{
    /// <summary>The id; 0 for the engine vault.</summary>
    public long Id => (long?)Members["id"] ?? 0;

    /// <summary>The type, the organization, the repository or team, and the name: what the database holds unique.</summary>
    public (string Engine, string Type, string Organization, string Place, string Name) Address =>
        (Engine, Text("type"), Text("org"), Text(Text("type") == "shared" ? "team" : "repo"), Text("name"));

    /// <summary>The secret with its value, or with the mask in its place.</summary>
    public JsonObject Write(bool withValue)
    {
        var json = (JsonObject)Members.DeepClone();
        json["value"] = withValue ? Value : "[secure]";
        return json;
    }

    private string Text(string member) => (string?)Members[member] ?? "";
}
