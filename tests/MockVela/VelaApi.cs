using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MockVela;

/// <summary>Answers a request as Vela does: logs it, lets its token in, and leads it to what answers it.</summary>
internal sealed class VelaApi(VelaState state)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var entry = state.Requests.Add(context.Request.Method, target);
        using var reader = new StreamReader(context.Request.Body);
        var body = entry.Body = await reader.ReadToEndAsync(context.RequestAborted);
        var reply = state.TakeNext() ?? Answer(context, target, body);
        entry.Status = reply.Status;
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }

    private CannedReply Answer(HttpContext context, string target, string body)
    {
        try
        {
            var path = target.Split('?')[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
            return Json((context.Request.Method, path) switch
            {
                ("POST", ["authenticate", "token"]) => LogIn(user => user.Token == context.Request.Headers["Token"].ToString()),
                ("GET", ["token-refresh"]) => LogIn(user => user.RefreshToken == context.Request.Cookies["vela_refresh_token"]),
                (_, ["api", "v1", .. var rest]) => Authorized(context, rest, body),
                _ => throw new VelaError(HttpStatusCode.NotFound, "page not found"),
            });
        }
        catch (VelaError refused)
        {
            return refused.ToReply();
        }
    }

    private JsonObject LogIn(Func<VelaUser, bool> test) =>
        state.FindUser(test) is { } user
            ? new JsonObject { ["token"] = state.CreateAccessToken(user) }
            : throw new VelaError(HttpStatusCode.Unauthorized, "unable to authenticate user");

    private JsonNode Authorized(HttpContext context, string[] path, string body)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var claims = header.StartsWith("Bearer ", StringComparison.Ordinal) ? state.ReadAccessToken(header["Bearer ".Length..]) : null;
        if (claims is null)
        {
            throw new VelaError(HttpStatusCode.Unauthorized, "token is expired or invalid");
        }

        var (user, isAdmin) = ((string)claims["sub"]!, (bool)claims["is_admin"]!);
        switch (context.Request.Method, path)
        {
            case ("PUT", ["admin", "secret"]):
                return isAdmin
                    ? new AdminSecret(state).Put(body, context.Request.ContentType)
                    : throw new VelaError(HttpStatusCode.Unauthorized, $"user {user} is not a platform admin");
            case (_, ["secrets", var engine, var type, var organization, var place, .. var secret]):
                Admit(type, organization, place, user, isAdmin);
                var secrets = new OrdinarySecrets(state, engine, type, organization, place, user);
                return (context.Request.Method, string.Join('/', secret)) switch
                {
                    ("GET", "") => List(context, secrets),
                    ("POST", "") => secrets.Create(body, context.Request.ContentType),
                    ("GET", var name) => secrets.Get(name),
                    ("PUT", var name) => secrets.Update(name, body, context.Request.ContentType),
                    ("DELETE", var name) => secrets.Delete(name),
                    _ => throw new VelaError(HttpStatusCode.NotFound, "page not found"),
                };
            default:
                throw new VelaError(HttpStatusCode.NotFound, "page not found");
        }
    }

    private void Admit(string type, string organization, string place, string user, bool isAdmin)
    {
        if (type is not ("org" or "repo" or "shared"))
        {
            throw VelaError.BadRequest($"invalid secret type: {type}");
        }

        if (!isAdmin)
        {
            var what = type switch { "org" => $"org {organization}", "repo" => $"repo {organization}/{place}", _ => $"team {organization}/{place}" };
            throw new VelaError(HttpStatusCode.Unauthorized, $"user {user} does not have 'admin' permissions for the {what}");
        }

        if (state.DisabledTypes.Contains(type))
        {
            throw new VelaError(HttpStatusCode.Forbidden, $"{type} secrets are disabled");
        }
    }

    private static JsonArray List(HttpContext context, OrdinarySecrets secrets)
    {
        var (page, size) = (Number(context, "page", 1), Math.Clamp(Number(context, "per_page", 10), 1, 100));
        JsonNode[] rows = [.. secrets.All.Skip((page - 1) * size).Take(size).Select(secret => secret.Write(withValue: false))];
        if (page > 1 || rows.Length == size)
        {
            // No last; and a next one wherever the page is full, though there may be nothing on it.
            (string Relation, int Page, bool IsThere)[] links = [("first", 1, page > 1), ("prev", page - 1, page > 1), ("next", page + 1, rows.Length == size)];
            var address = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?per_page={size}";
            context.Response.Headers.Link = string.Join(", ", links.Where(link => link.IsThere).Select(link => $"<{address}&page={link.Page}>; rel=\"{link.Relation}\""));
        }

        return [.. rows];
    }

    private static int Number(HttpContext context, string name, int otherwise) =>
        !context.Request.Query.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw VelaError.BadRequest($"unable to convert {name} query parameter: strconv.Atoi: parsing \"{text}\": invalid syntax");

    private static CannedReply Json(JsonNode node) => new(200, node.ToJsonString());
}
