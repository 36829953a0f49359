using System.Net;

namespace MockGitHub;

/// <summary>The dates that the header <c>X-GitHub-Api-Version</c> may hold.</summary>
internal static class ApiVersions
{
    public const string Header = "X-GitHub-Api-Version";

    /// <summary>What a request without the header gets.</summary>
    public const string Oldest = "2022-11-28";

    /// <summary>Takes the ids of Dependabot's selected repositories as integers only, and has no <c>rate</c> in <c>/rate_limit</c>.</summary>
    public const string Newest = "2026-03-10";

    public static string Select(string? asked) => asked switch
    {
        null or "" => Oldest,
        Oldest or Newest => asked,
        _ => throw new RefusedException(HttpStatusCode.BadRequest, $"API version \"{asked}\" is not supported. Supported versions: {Oldest}, {Newest}.")
        {
            Documentation = "rest/about-the-rest-api/api-versions",
        },
    };
}
