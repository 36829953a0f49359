using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockVela;

/// <summary>The back door at <c>/_mock</c>, for scripts that fill the server and look at what it holds; needs no token and is in no log.</summary>
internal sealed class VelaControl(VelaState state)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        JsonNode? answer = null;
        switch (context.Request.Method, context.Request.Path.ToString().Trim('/'))
        {
            case ("POST", "seed"):
                Seed((JsonObject)JsonNode.Parse(body)!);
                break;
            case ("DELETE", ""):
                state.Reset();
                break;
            case ("GET", "secrets"):
                // By place and name: what is written side by side comes in no order.
                answer = new JsonArray([.. state.Secrets.OrderBy(secret => $"{secret.Address}", StringComparer.Ordinal).Select(Write)]);
                break;
            case ("GET", "requests"):
                answer = new JsonObject { ["requests"] = new JsonArray([.. state.Requests.All.Select(request => JsonSerializer.SerializeToNode(request, s_options))]) };
                break;
            case ("DELETE", "requests"):
                state.Requests.Clear();
                break;
            case ("POST", "revoke"):
                state.RevokeAccessTokens();
                break;
            case ("POST", "next"):
                state.ReplyNext(JsonSerializer.Deserialize<CannedReply>(body, s_options)!);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer?.ToJsonString() ?? "{}", context.RequestAborted);
    }

    private void Seed(JsonObject seed)
    {
        foreach (var user in seed["users"]?.AsArray() ?? [])
        {
            state.AddUser(new VelaUser((string)user!["token"]!, (string?)user["name"] ?? "octocat", (bool?)user["admin"] ?? true));
        }

        foreach (var repository in seed["repositories"]?.AsArray() ?? [])
        {
            state.AddRepository((string)repository!);
        }

        foreach (var secret in seed["secrets"]?.AsArray() ?? [])
        {
            state.AddSecret(secret!.AsObject(), (string?)seed["engine"] ?? "native");
        }

        foreach (var type in seed["disabledTypes"]?.AsArray() ?? [])
        {
            state.DisabledTypes.Add((string)type!);
        }

        if ((int?)seed["accessSeconds"] is { } seconds)
        {
            state.AccessLifetime = TimeSpan.FromSeconds(seconds);
        }
    }

    private static JsonObject Write(StoredSecret secret)
    {
        var json = secret.Write(withValue: true);
        json["engine"] = secret.Engine;
        return json;
    }
}
