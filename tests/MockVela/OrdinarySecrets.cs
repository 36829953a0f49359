using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;

namespace MockVela;

/// <summary>The secrets of one place through the ordinary API, which masks every value and keeps what an update leaves out.</summary>
internal sealed class OrdinarySecrets(VelaState state, string engine, string type, string organization, string place, string user)
{
    private static readonly string[] s_settings = ["images", "allow_command", "allow_substitution", "repo_allowlist"];

    public IReadOnlyList<StoredSecret> All => [.. state.Secrets.Where(secret =>
        (secret.Address.Engine, secret.Address.Type, secret.Address.Organization) == (engine, type, organization)
        && (secret.Address.Place == place || (type == "shared" && place == "*")))];

    public JsonObject Get(string name) =>
        (Find(name) ?? throw VelaError.Internal($"unable to get secret {Entry(name)} from {engine} service: record not found")).Write(withValue: false);

    public JsonObject Create(string body, string? contentType)
    {
        var given = VelaBody.Read(body, contentType, $"{type}/{organization}/{place} for {engine} service");
        var name = (string?)given["name"] ?? "";
        CheckPlace();
        CheckAllowlist(given);
        var value = (string?)given["value"] ?? "";
        if (value.Length > 0 && value.Trim().Length == 0)
        {
            throw VelaError.BadRequest("secret value must contain non-whitespace characters");
        }

        if (name.Length == 0 || value.Length == 0)
        {
            throw VelaError.Internal($"unable to create secret {Entry(name)} for {engine} service: empty secret {(name.Length == 0 ? "name" : "value")} provided");
        }

        if (Find(name) is not null)
        {
            throw VelaError.Internal($"unable to create secret {Entry(name)} for {engine} service: ERROR: duplicate key value violates unique constraint");
        }

        given["org"] = organization;
        given["type"] = type;
        given[type == "shared" ? "team" : "repo"] = place;
        if (!VelaBody.AllowsAny(given["allow_events"]))
        {
            given["allow_events"] = VelaBody.Events("push.branch", "push.tag", "deployment.created");
        }

        given["allow_command"] ??= type != "shared";
        given["allow_substitution"] ??= type != "shared";
        foreach (var moment in new[] { "created", "updated" })
        {
            given[$"{moment}_at"] = state.Now;
            given[$"{moment}_by"] = user;
        }

        return state.AddSecret(given, engine).Write(withValue: false);
    }

    public JsonObject Update(string name, string body, string? contentType)
    {
        var given = VelaBody.Read(body, contentType, $"{Entry(name)} for {engine} service");
        CheckAllowlist(given);
        var old = Find(name) ?? throw new VelaError(HttpStatusCode.NotFound, $"unable to get secret {Entry(name)} from {engine} service");
        var members = (JsonObject)old.Members.DeepClone();
        foreach (var setting in s_settings.Where(setting => given[setting] is not null))
        {
            members[setting] = given[setting]!.DeepClone();
        }

        if (VelaBody.AllowsAny(given["allow_events"]))
        {
            members["allow_events"] = given["allow_events"]!.DeepClone();
        }

        members["updated_at"] = state.Now;
        members["updated_by"] = user;
        var secret = new StoredSecret(engine, members, (string?)given["value"] is { Length: > 0 } value ? value : old.Value);
        state.Replace(old, secret);
        return secret.Write(withValue: false);
    }

    public JsonNode Delete(string name)
    {
        state.Remove(Find(name) ?? throw VelaError.Internal($"unable to delete secret {Entry(name)} from {engine} service: record not found"));
        return $"secret {Entry(name)} deleted from {engine} service";
    }

    private StoredSecret? Find(string name) => state.Secrets.FirstOrDefault(secret => secret.Address == (engine, type, organization, place, name));

    private string Entry(string name) => $"{type}/{organization}/{place}/{name}";

    private void CheckPlace()
    {
        if (type == "repo")
        {
            var wanted = $"{organization}/{place}";
            var found = state.FindRepository(wanted);
            if (found != wanted)
            {
                throw new VelaError(HttpStatusCode.NotFound, $"unable to get repo {wanted}" + (found is null ? "" : $". Did you mean {found}?"));
            }
        }
        else if (!state.HasOrganization(organization))
        {
            throw new VelaError(HttpStatusCode.NotFound, $"unable to get org {organization}");
        }
    }

    private void CheckAllowlist(JsonObject given)
    {
        foreach (var repository in (given["repo_allowlist"] as JsonArray ?? []).Select(item => (string)item!))
        {
            var complaint = type == "repo" ? "cannot set repo allowlist for a repo secret"
                : repository.Split('/').Length != 2 ? $"invalid repo {repository} in allowlist"
                : type == "org" && !repository.StartsWith(organization + "/", StringComparison.Ordinal) ? $"repo {repository} is not in org {organization}"
                : state.FindRepository(repository) != repository ? $"repo {repository} does not exist"
                : null;
            if (complaint is not null)
            {
                throw VelaError.BadRequest(complaint);
            }
        }
    }
}
