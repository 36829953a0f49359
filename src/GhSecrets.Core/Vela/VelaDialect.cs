using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Vela's API: every refusal is <c>{"error": …}</c>, missing rights are a 401, and a 500 with such words is an answer.</summary>
internal sealed class VelaDialect : ApiDialect
{
    private static readonly Regex s_rights = new(
        "^user .* (is not|does not have) ",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    internal static VelaDialect Instance { get; } = new();

    internal override string ConnectCommand => "Connect-VelaSession";

    internal override void AddHeaders(HttpRequestHeaders headers, ApiSessionOptions options) => headers.Accept.ParseAdd("application/json");

    internal override bool IsAnswer(ApiReply reply) => reply.Status == HttpStatusCode.InternalServerError && Words(reply) is not null;

    internal override ApiException Refusal(ApiReply reply, string tokenSource)
    {
        int status = (int)reply.Status;
        string words = Words(reply) ?? reply.Status.ToString();
        (ErrorId id, string message) = status switch
        {
            401 when s_rights.IsMatch(words) => (ErrorId.Forbidden, $"Vela does not allow this (401: {words})."),
            401 => (
                ErrorId.TokenRejected,
                $"Vela refused the token of {tokenSource} (401: {words}). It is wrong, expired or revoked. A personal token needs the "
                    + "scopes repo, user:email and read:org; an access token lasts some minutes only. Make a new one and run "
                        + "Connect-VelaSession."),
            403 => (ErrorId.Forbidden, $"Vela does not allow this (403: {words})."),
            404 => (
                ErrorId.ScopeNotFound,
                $"Vela does not know it (404: {words}). Organizations and repositories count with their letter case, and a repository "
                    + "must be enabled in Vela."),
            408 => (ErrorId.TimedOut, $"The server gave up waiting (408: {words}). Try again."),
            429 => (ErrorId.RateLimited, $"Too many requests (429: {words}). Try again in some minutes."),
            400 or 409 or 422 => (ErrorId.Rejected, $"Vela refused it ({status}: {words})."),
            500 when IsAnswer(reply) => (ErrorId.Rejected, $"Vela refused it (500: {words})."),
            >= 500 => (ErrorId.ServerError, $"The server failed ({status}: {words}). Try later."),
            _ => (ErrorId.UnexpectedReply, $"The server answered {status} ({words}), which this operation does not know."),
        };
        return new ApiException(id, message, reply);
    }

    // By content: on a body that it cannot decode the server says text/plain, and sends JSON all the same.
    private static string? Words(ApiReply reply) =>
        reply.TryJson() is JObject body && body.OptionalText("error") is { Length: > 0 } error
            ? Regex.Replace(error, "\\s+", " ").TrimEnd('.')
            : null;
}
