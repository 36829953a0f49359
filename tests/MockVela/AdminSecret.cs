using System.Linq;
using System.Text.Json.Nodes;

namespace MockVela;

/// <summary>The admin's update: stores the object as it stands, keeps nothing of the old one, and answers with the plain value.</summary>
internal sealed class AdminSecret(VelaState state)
{
    private static readonly string[] s_required = ["type", "org", "name", "value"];

    public JsonObject Put(string body, string? contentType)
    {
        var given = VelaBody.Read(body, contentType, "0");
        var id = (long?)given["id"] ?? 0;
        var missing = s_required.FirstOrDefault(member => Empty(given, member))
            ?? ((string?)given["type"] is "org" or "repo" && Empty(given, "repo") ? "repo" : null)
            ?? ((string?)given["type"] == "shared" && Empty(given, "team") ? "team" : null);
        if (missing is not null)
        {
            throw VelaError.Internal($"unable to update secret {id}: empty secret {missing} provided");
        }

        var value = (string)given["value"]!;
        given.Remove("value");
        if (id == 0)
        {
            given.Remove("id");
        }

        var old = id == 0 ? null : state.Secrets.FirstOrDefault(secret => secret.Engine == "native" && secret.Id == id);
        var address = new StoredSecret("native", given, value).Address;
        if (state.Secrets.Any(secret => secret != old && secret.Address == address))
        {
            throw VelaError.Internal($"unable to update secret {id}: ERROR: duplicate key value violates unique constraint \"secrets_type_org_repo_name_key\"");
        }

        if (old is not null)
        {
            var secret = new StoredSecret("native", given, value);
            state.Replace(old, secret);
            return secret.Write(withValue: true);
        }

        given["value"] = value;
        return state.AddSecret(given).Write(withValue: true);
    }

    private static bool Empty(JsonObject given, string member) => string.IsNullOrEmpty((string?)given[member]);
}
