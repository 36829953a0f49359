using System.Globalization;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>The faults that answer in full, in the words of GitHub or of the proxies before it, and do nothing.</summary>
internal static class FaultAnswers
{
    private const string LimitsPage = "rest/using-the-rest-api/rate-limits-for-the-rest-api";

    public static Task ServerErrorAsync(FaultedRequest request) =>
        RefuseAsync(request, new RefusedException(HttpStatusCode.InternalServerError, "Server Error"));

    public static Task UnavailableAsync(FaultedRequest request) =>
        RefuseAsync(request, new RefusedException(HttpStatusCode.ServiceUnavailable, "Secrets service unavailable"));

    public static Task BadGatewayAsync(FaultedRequest request) =>
        PageAsync(request, 502, "502 Bad Gateway", "The server returned an invalid or incomplete response.");

    public static Task GatewayTimeoutAsync(FaultedRequest request) =>
        PageAsync(request, 504, "Unicorn!", "We couldn't respond to your request in time.");

    public static Task RequestTimeoutAsync(FaultedRequest request) =>
        PageAsync(request, 408, "408 Request Time-out", "Your browser didn't send a complete request in time.");

    public static Task SignInPageAsync(FaultedRequest request) => PageAsync(request, 200, "Sign in to GitHub", "Sign in to continue.");

    public static Task SecondaryLimitAsync(FaultedRequest request, int status, bool isTimed) =>
        SecondaryLimitAsync(request, status, isTimed ? request.Options.RetryAfterSeconds : null);

    public static Task SecondaryLimitAsync(FaultedRequest request, int status, int? retryAfterSeconds) => RefuseAsync(
        request,
        new RefusedException((HttpStatusCode)status, "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.")
        {
            Documentation = $"{LimitsPage}#about-secondary-rate-limits",
            Headers = retryAfterSeconds is { } seconds ? [new("retry-after", Format(seconds))] : [],
        });

    public static Task PrimaryLimitAsync(FaultedRequest request) => RefuseAsync(
        request,
        new RefusedException(HttpStatusCode.Forbidden, $"API rate limit exceeded for user {Gate.FindToken(request.Context.Request, request.State)?.Login}.")
        {
            Documentation = LimitsPage,
            Headers =
            [
                new("x-ratelimit-remaining", "0"),
                new("x-ratelimit-reset", Format(request.State.Now.AddSeconds(request.Options.RetryAfterSeconds).ToUnixTimeSeconds())),
                new("x-ratelimit-resource", "core"),
            ],
        });

    public static Task RedirectAsync(FaultedRequest request) => RedirectAsync(request.Context, 307, Api.Target(request.Context));

    /// <summary>Leads a client to another target on the origin that it asked.</summary>
    public static Task RedirectAsync(HttpContext context, int status, string target) =>
        new RefusedException((HttpStatusCode)status, status == 301 ? "Moved Permanently" : "Temporary Redirect")
        {
            Documentation = "rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects",
            Headers = [new("Location", $"{context.Request.Scheme}://{context.Request.Host}{target}")],
        }.ToReply().WriteAsync(context.Response);

    private static Task RefuseAsync(FaultedRequest request, RefusedException refused) => refused.ToReply().WriteAsync(request.Context.Response);

    private static Task PageAsync(FaultedRequest request, int status, string title, string text)
    {
        var response = request.Context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync($"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{text}\n</body></html>\n", request.Context.RequestAborted);
    }

    private static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);
}
