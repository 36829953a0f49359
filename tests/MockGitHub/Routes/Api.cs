using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MockGitHub;

/// <summary>The end of the pipeline: what GitHub's own front does before and after a request is answered.</summary>
internal sealed class Api(MockState state, string prefix, Version enterpriseVersion)
{
    private static readonly Version s_namedEnvironments = new(3, 9);

    // An Enterprise Server has it beside `v3`, not below.
    private readonly string[] _graphQl = prefix == MockServerOptions.EnterpriseServerPrefix ? ["api", "graphql"] : [.. prefix.Split('/').Skip(1), "graphql"];

    /// <summary>Writes down every request before anything is done with it, and its status before the client can see it.</summary>
    public async Task LogAsync(HttpContext context, RequestDelegate next)
    {
        var entry = state.Requests.Add(context.Request.Method, Target(context));
        context.Response.OnStarting(() =>
        {
            entry.Status = context.Response.StatusCode;

            // Kestrel's own is made once a second, and later than that where the machine is busy.
            context.Response.Headers.Date = state.Now.ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        entry.Body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        state.Interventions.Meet(context.Request.Method, Target(context));
        await next(context);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers["X-GitHub-Request-Id"] = NewRequestId();
        if (request.Headers.UserAgent.Count == 0)
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            response.ContentType = "text/html";
            await response.WriteAsync("Request forbidden by administrative rules. Please make sure your request has a User-Agent header.", context.RequestAborted);
            return;
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Reply reply;
        try
        {
            reply = Answer(request, response, body);
        }
        catch (RefusedException refused)
        {
            reply = refused.ToReply();
        }

        await reply.WriteAsync(response);
    }

    private Reply Answer(HttpRequest request, HttpResponse response, string body)
    {
        var target = Target(request.HttpContext);
        var token = Gate.Authenticate(request, state);
        var call = new ApiRequest(state, token, request.Method, ApiRequest.Below(prefix, target), request.Query, body)
        {
            Base = $"{request.Scheme}://{request.Host}{prefix}",
            ApiVersion = ApiVersions.Select(request.Headers[ApiVersions.Header]),
            IsEnterpriseServer = prefix == MockServerOptions.EnterpriseServerPrefix,
        };
        if (call.IsEnterpriseServer)
        {
            response.Headers["X-GitHub-Enterprise-Version"] = enterpriseVersion.ToString();
            if (enterpriseVersion < s_namedEnvironments
                && call.Path is ["repos", _, _, "environments", _, "secrets", ..] or ["repos", _, _, _, "organization-secrets"])
            {
                throw RefusedException.NotFound();
            }
        }

        if (call.Path is ["repos", var owner, var name, .. var rest] && state.FindFormer(owner, name) is { } id)
        {
            return Reply.Moved($"{call.Base}/repositories/{id.ToString(CultureInfo.InvariantCulture)}{string.Concat(rest.Select(part => $"/{Uri.EscapeDataString(part)}"))}{request.QueryString}", isRead: call.Method == "GET");
        }

        Spend(token, call.Path is ["rate_limit"] ? 0 : 1, response);
        response.Headers["X-GitHub-Api-Version-Selected"] = call.ApiVersion;
        return call.Method == "POST" && ApiRequest.Split(target).SequenceEqual(_graphQl) ? GraphQlRoute.Answer(call) : Router.Answer(call);
    }

    private void Spend(MockToken token, int cost, HttpResponse response)
    {
        var window = token.Spend(cost, state.Now);
        response.Headers["x-ratelimit-limit"] = Format(window.Limit);
        response.Headers["x-ratelimit-remaining"] = Format(window.Remaining);
        response.Headers["x-ratelimit-used"] = Format(window.Used);
        response.Headers["x-ratelimit-reset"] = Format(window.Reset.ToUnixTimeSeconds());
        response.Headers["x-ratelimit-resource"] = "core";
        if (window.IsExceeded)
        {
            throw new RefusedException(HttpStatusCode.Forbidden, $"API rate limit exceeded for user {token.Login}.")
            {
                Documentation = "rest/using-the-rest-api/rate-limits-for-the-rest-api",
            };
        }
    }

    private static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NewRequestId() => Guid.NewGuid().ToString("D").ToUpperInvariant().Replace('-', ':');

    public static string Target(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
