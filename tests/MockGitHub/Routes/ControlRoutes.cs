using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>The back door at <c>/_mock</c>, for scripts that fill the server and look at what it holds; needs no token and is in no log.</summary>
internal sealed class ControlRoutes(MockState state)
{
    public async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Reply reply;
        try
        {
            reply = Answer(context.Request, body);
        }
        catch (RefusedException refused)
        {
            reply = refused.ToReply();
        }
        catch (Exception mistake) when (mistake is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            reply = new RefusedException(HttpStatusCode.BadRequest, mistake.Message).ToReply();
        }

        await reply.WriteAsync(context.Response);
    }

    private Reply Answer(HttpRequest request, string body)
    {
        switch (request.Method, ApiRequest.Split(request.Path))
        {
            case ("POST", ["seed"]):
                return Reply.Ok(Seed.Read(body).ApplyTo(state));
            case ("DELETE", [""]):
                state.Reset();
                return Reply.NoContent();
            case ("GET", [("secrets" or "variables") and var items]):
                return Reply.Ok(new JsonArray([.. state.Vaults.Where(vault => vault.Items == items).SelectMany(vault => vault.Secrets, Write)]));
            case ("POST", [("secrets" or "variables") and var seeded]):
                SeedSecrets.Read(body).ApplyTo(state, seeded);
                return Reply.Created();
            case ("POST", ["act"]):
                Seed.Read<SeedAct>(body).ApplyTo(state);
                return Reply.NoContent();
            case ("PUT", ["unlisted"]):
                state.UnlistedCount = int.Parse(request.Query["count"].ToString(), CultureInfo.InvariantCulture);
                return Reply.NoContent();
            case ("GET", ["requests"]):
                return Reply.Ok(WriteRequests());
            case ("DELETE", ["requests"]):
                state.Requests.Clear();
                return Reply.NoContent();
            case ("POST", ["rotate-key"]):
                var vault = state.FindVault(request.Query["scope"].ToString()) ?? throw RefusedException.NotFound();
                return Reply.Ok(new JsonObject { ["key_id"] = state.RotateKey(vault) });
            case ("PUT", ["faults"]):
                state.Faults.Set(Seed.Read<FaultOptions>(body));
                return Reply.NoContent();
            case ("GET", ["faults"]):
                return Reply.Ok(WriteFaults());
            case ("DELETE", ["faults"]):
                state.Faults.Clear();
                return Reply.NoContent();
            default:
                throw RefusedException.NotFound();
        }
    }

    private JsonObject Write(Vault vault, StoredSecret secret) => new()
    {
        ["scope"] = vault.Scope,
        ["application"] = vault.Application,
        ["organization"] = vault.IsOrganization ? vault.Account!.Login : null,
        ["user"] = vault.Account is { IsOrganization: false } user ? user.Login : null,
        ["repository"] = vault.Repository?.FullName,
        ["environment"] = vault.Environment?.Name,
        ["name"] = secret.Name,
        ["visibility"] = secret.Visibility,
        ["selectedRepositories"] = new JsonArray(
            [.. secret.SelectedRepositoryIds.Select(state.FindRepository).OfType<Repository>().Select(repository => JsonValue.Create(repository.FullName))]),
        ["value"] = secret.Text,
        ["valueBase64"] = Convert.ToBase64String(secret.Value.AsSpan()),
        ["createdAt"] = Json.Time(secret.CreatedAt),
        ["updatedAt"] = Json.Time(secret.UpdatedAt),
        ["writes"] = secret.Writes,
    };

    private JsonObject WriteFaults()
    {
        var injected = state.Faults.Counts.Select(count => KeyValuePair.Create<string, JsonNode?>(count.Key, count.Value));
        return new() { ["requests"] = state.Faults.Requests, ["injected"] = new JsonObject(injected) };
    }

    private JsonObject WriteRequests()
    {
        var requests = state.Requests.All;
        return new()
        {
            ["count"] = requests.Count,
            ["requests"] = new JsonArray([.. requests.Select(request => new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = request.Path,
                ["status"] = request.Status,
            })]),
        };
    }
}
