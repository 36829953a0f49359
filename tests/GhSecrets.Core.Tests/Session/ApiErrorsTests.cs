using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>From a refusing reply to the error that says what to do.</summary>
public sealed class ApiErrorsTests
{
    [Theory]
    [InlineData(400, ErrorId.Rejected, "GitHub refused it (400: ")]
    [InlineData(401, ErrorId.TokenRejected, "GitHub refused the token of the test (401: ")]
    [InlineData(403, ErrorId.Forbidden, "GitHub does not allow this (403: ")]
    [InlineData(404, ErrorId.ScopeNotFound, "Not found (404: ")]
    [InlineData(408, ErrorId.TimedOut, "The server gave up waiting (408: ")]
    [InlineData(409, ErrorId.Rejected, "GitHub refused it (409: ")]
    [InlineData(410, ErrorId.Rejected, "GitHub refused it (410: ")]
    [InlineData(418, ErrorId.UnexpectedReply, "The server answered 418 (")]
    [InlineData(422, ErrorId.Rejected, "GitHub refused it (422: ")]
    [InlineData(429, ErrorId.RateLimited, "GitHub's rate limit was hit (429: ")]
    [InlineData(500, ErrorId.ServerError, "The server failed (500: ")]
    [InlineData(501, ErrorId.ServerError, "The server failed (501: ")]
    [InlineData(502, ErrorId.ServerError, "The server failed (502: ")]
    [InlineData(503, ErrorId.ServerError, "The server failed (503: ")]
    [InlineData(504, ErrorId.ServerError, "The server failed (504: ")]
    public async Task AStatus_HasItsError_AndGitHubsOwnWords(int status, ErrorId id, string said)
    {
        ApiException refusal = await RefusalAsync(id, status, """{"message":"So says GitHub."}""", ("X-GitHub-Request-Id", "AB:1"));

        Assert.StartsWith(said + "So says GitHub", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)status, refusal.Status);
        Assert.Equal("AB:1", refusal.RequestId);
        Assert.Equal(1, refusal.Attempts);
    }

    [Fact]
    public async Task NotModified_IsUnexpected() => await RefusalAsync(ErrorId.UnexpectedReply, 304, "");

    [Theory]
    [InlineData("You cannot update selected repositories for a secret when the visibility is not set to 'selected'", ErrorId.VisibilityConflict)]
    [InlineData("Git Repository is empty.", ErrorId.Rejected)]
    public async Task A409_AdvisesOnVisibility_OnlyWhereItSpeaksOfIt(string words, ErrorId id)
    {
        ApiException refusal = await RefusalAsync(id, 409, $$"""{"message":"Conflict","errors":"{{words}}"}""");

        Assert.Contains(words.TrimEnd('.'), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(id == ErrorId.VisibilityConflict, refusal.Message.Contains("-Visibility Selected", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Secret limit reached. No more than 100 secrets may be stored here.", ErrorId.TooManySecrets)]
    [InlineData("You have reached the maximum number of secrets", ErrorId.TooManySecrets)]
    [InlineData("Variable limit reached. No more than 500 variables may be stored here.", ErrorId.TooManyVariables)]
    [InlineData("Value is too large", ErrorId.ValueTooLarge)]
    [InlineData("Bad request - validation failed due to an improperly encrypted secret", ErrorId.Rejected)]
    [InlineData("Invalid request.\\n\\n\\\"key_id\\\" wasn't supplied.", ErrorId.Rejected)]
    public async Task A422_IsToldApartByItsWords(string words, ErrorId id) =>
        await RefusalAsync(id, 422, $$"""{"message":"{{words}}"}""");

    [Theory]
    [InlineData("""{"message":"Validation Failed","errors":[{"resource":"Secret","field":"name","code":"invalid"},{"message":"is too short"}]}""", "(422: Validation Failed; Secret name invalid; is too short).")]
    [InlineData("""{"message":"Validation Failed","errors":["first.","second"]}""", "(422: Validation Failed; first; second).")]
    [InlineData("""{"message":"Conflict","errors":"one plain string"}""", "(422: Conflict; one plain string).")]
    [InlineData("""{"message":"Validation Failed","errors":[null,7,{"x":1}]}""", "(422: Validation Failed).")]
    [InlineData("""{"message":"Invalid request.\n\n\"key_id\" wasn't supplied."}""", "(422: Invalid request. \"key_id\" wasn't supplied).")]
    [InlineData("""{"message":null,"errors":null}""", "(422: UnprocessableEntity).")]
    [InlineData("""{}""", "(422: UnprocessableEntity).")]
    [InlineData("""[1]""", "(422: UnprocessableEntity).")]
    [InlineData("", "(422: UnprocessableEntity).")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "(422: UnprocessableEntity).")]
    public async Task TheBody_MayHaveAnyShapeThatGitHubsErrorsHave(string body, string said) =>
        Assert.EndsWith(said, (await RefusalAsync(ErrorId.Rejected, 422, body)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AServerThatRepeatsTheToken_IsNotRepeated()
    {
        ApiException refusal = await RefusalAsync(
            ErrorId.Rejected,
            422,
            $$"""{"message":"You sent Authorization: Bearer {{Marked.Token}}, and {{Marked.Token}} again"}""",
            ("X-GitHub-Request-Id", $"of {Marked.Token}"));

        Assert.Matches("You sent Authorization: Bearer [*]+, and [*]+ again", refusal.Message);
        Assert.Equal("of ***", refusal.RequestId);
    }

    [Fact]
    public async Task SingleSignOn_ShowsTheAddressWhereToAuthorize()
    {
        ApiException refusal = await RefusalAsync(
            ErrorId.Forbidden,
            403,
            """{"message":"Resource protected by organization SAML enforcement."}""",
            ("X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?authorization_request=AZSCKtL4"));

        Assert.EndsWith("within the hour: https://github.com/orgs/acme/sso?authorization_request=AZSCKtL4", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPermission_IsNamed()
    {
        ApiException refusal = await RefusalAsync(
            ErrorId.Forbidden,
            403,
            """{"message":"Resource not accessible by personal access token"}""",
            ("X-Accepted-GitHub-Permissions", "organization_secrets=write"));

        Assert.EndsWith("The token needs the permission organization_secrets=write.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenOfAnApp_IsTold_ThatItMayNeedAnother()
    {
        ApiException refusal = await RefusalAsync(ErrorId.Forbidden, 403, """{"message":"Resource not accessible by integration"}""");

        Assert.Contains("The token of a GitHub App or of a workflow cannot do this", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Repository was archived so is read-only.", "The repository is archived: unarchive it, or leave it out.")]
    [InlineData("Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.", "Run this from an address that the owner allows.")]
    [InlineData("Sorry. Your account was suspended.", "An administrator of the host must lift that first.")]
    [InlineData("Upgrade to GitHub Pro or make this repository public to enable this feature.", "The owner's plan does not include it.")]
    [InlineData("GitHub Actions is disabled for this repository.", "The owner or an administrator of the host must enable it first.")]
    public async Task WhatIsNoMatterOfRights_SendsNobodyToLookForAPermission(string words, string advice)
    {
        ApiException refusal = await RefusalAsync(
            ErrorId.Forbidden, 403, $$"""{"message":"{{words}}"}""", ("X-Accepted-GitHub-Permissions", "secrets=write"));

        Assert.EndsWith(advice, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("permission secrets", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForbiddenPage_ThatIsNotGitHubs_IsForbidden() =>
        Assert.Equal(
            "GitHub does not allow this (403: Forbidden). Check the token's permissions.",
            (await RefusalAsync(ErrorId.Forbidden, 403, "<html>rejected by the proxy</html>")).Message);

    [Theory]
    [InlineData(403, "You have exceeded a secondary rate limit. Please retry your request again later.", "", "", "Try again in some minutes.")]
    [InlineData(403, "You have triggered an abuse detection mechanism. Please wait.", "", "", "Try again in some minutes.")]
    [InlineData(403, "API rate limit exceeded for user octocat.", "Retry-After", "600", "Try again in 600 seconds.")]
    [InlineData(403, "Slow down", "Retry-After", "60", "Try again in 60 seconds.")]
    [InlineData(429, "Too many requests", "Retry-After", "61", "Try again in 61 seconds.")]
    [InlineData(429, "Too many requests", "Retry-After", "Tue, 10 Mar 2026 13:00:00 GMT", "Try again in some minutes.")]
    [InlineData(429, "Too many requests", "", "", "Try again in some minutes.")]
    [InlineData(403, "Exceeded", "X-RateLimit-Reset", "1773147600", "Try again after 2026-03-10 13:00:00 UTC.")]
    [InlineData(429, "Exceeded", "X-RateLimit-Reset", "1773147600", "Try again after 2026-03-10 13:00:00 UTC.")]
    [InlineData(429, "Exceeded", "X-RateLimit-Reset", "1773147600000", "Try again in some minutes.")]
    [InlineData(429, "Exceeded", "X-RateLimit-Reset", "soon", "Try again in some minutes.")]
    public async Task ARateLimit_SaysWhenItEnds(int status, string words, string header, string value, string said)
    {
        (string, string)[] headers = header.Length == 0 ? [("X-RateLimit-Remaining", "4114")]
            : header == "Retry-After" ? [(header, value)]
            : [("X-RateLimit-Remaining", "0"), (header, value)];

        ApiException refusal = await RefusalAsync(ErrorId.RateLimited, status, $$"""{"message":"{{words}}"}""", headers);

        Assert.EndsWith(said, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://docs.github.com/rest/overview/resources-in-the-rest-api#abuse-rate-limits")]
    [InlineData("https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api")]
    [InlineData("https://docs.github.com/rest/overview/resources-in-the-rest-api#secondary-rate-limits")]
    public async Task ARateLimitInOtherWords_IsKnownByItsPage(string url) =>
        await RefusalAsync(ErrorId.RateLimited, 403, $$"""{"message":"Wait a moment","documentation_url":"{{url}}"}""");

    [Fact]
    public async Task AForbiddenReply_WithRequestsLeft_IsNoRateLimit() =>
        await RefusalAsync(ErrorId.Forbidden, 403, """{"message":"Must have admin rights to Repository."}""", ("X-RateLimit-Remaining", "4999"), ("X-RateLimit-Reset", "1773147600"));

    private static async Task<ApiException> RefusalAsync(ErrorId id, int status, string body, params (string Name, string Value)[] headers)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(status, body, headers);
        using ApiSession session = server.Open(maximumRetryCount: 0, maximumWait: TimeSpan.Zero);
        GhSecretsException refusal = await Refused.WithAsync(
            id, () => session.SendAsync(new ApiRequest(HttpMethod.Get, "user"), null, CancellationToken.None));
        Assert.Single(server.Requests);
        return Assert.IsType<ApiException>(refusal);
    }
}
