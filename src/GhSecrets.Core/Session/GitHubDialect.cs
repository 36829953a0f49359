using System.Net.Http.Headers;

namespace GhSecrets.Core;

/// <summary>GitHub's REST API: its media type, its dated versions, its errors.</summary>
internal sealed class GitHubDialect : ApiDialect
{
    internal static GitHubDialect Instance { get; } = new();

    internal override string ConnectCommand => "Connect-GhSession";

    internal override void AddHeaders(HttpRequestHeaders headers, ApiSessionOptions options)
    {
        headers.Accept.ParseAdd("application/vnd.github+json");
        headers.Add("X-GitHub-Api-Version", options.ApiVersion);
    }

    internal override ApiException Refusal(ApiReply reply, string tokenSource) => ApiErrors.From(reply, tokenSource);
}
