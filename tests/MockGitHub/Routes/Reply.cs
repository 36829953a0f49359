using System.Collections.Generic;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>An answer: status, JSON body (none with 204) and headers beyond those that every answer has.</summary>
internal sealed record Reply(HttpStatusCode Status, JsonNode? Body = null, params KeyValuePair<string, string>[] Headers)
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Ok(JsonNode body, params KeyValuePair<string, string>[] headers) => new(HttpStatusCode.OK, body, headers);

    public static Reply Created() => new(HttpStatusCode.Created, new JsonObject());

    /// <summary>Leads to the present address of a repository that has moved; a write keeps its method and its body.</summary>
    public static Reply Moved(string address, bool isRead) => new(
        isRead ? HttpStatusCode.MovedPermanently : HttpStatusCode.TemporaryRedirect,
        new JsonObject
        {
            ["message"] = isRead ? "Moved Permanently" : "Temporary Redirect",
            ["url"] = address,
            ["documentation_url"] = "https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects",
        },
        new KeyValuePair<string, string>("Location", address));

    public static Reply NoContent() => new(HttpStatusCode.NoContent);

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = (int)Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (Body is not null)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.WriteAsync(Body.ToJsonString(s_options), response.HttpContext.RequestAborted);
        }
    }
}
