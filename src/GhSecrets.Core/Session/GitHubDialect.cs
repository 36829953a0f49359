using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http.Headers;

namespace GhSecrets.Core;

/// <summary>GitHub's REST API: its media type, its dated versions, its errors.</summary>
internal sealed class GitHubDialect : ApiDialect
{
    internal static GitHubDialect Instance { get; } = new();

    internal override string ConnectCommand => "Connect-GhSession";

    /// <summary>The points of the secondary rate limit.</summary>
    internal override IEnumerable<RateWindow> Pace => [new RateWindow(900, TimeSpan.FromMinutes(1), write: 5, read: 1)];

    internal override void AddHeaders(HttpRequestHeaders headers, ApiSessionOptions options)
    {
        headers.Accept.ParseAdd("application/vnd.github+json");
        headers.Add("X-GitHub-Api-Version", options.ApiVersion);
    }

    /// <summary>GitHub confirms a write with 201 or 204: a 200, as a sign-in page sends it, must not pass for a stored secret.</summary>
    internal override bool IsGenuine(ApiRequest request, ApiReply reply) =>
        base.IsGenuine(request, reply) && (!request.IsWrite || reply.Status is HttpStatusCode.Created or HttpStatusCode.NoContent);

    internal override ApiException Refusal(ApiReply reply, string tokenSource) => ApiErrors.From(reply, tokenSource);
}
