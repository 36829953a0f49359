using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Turns a refusing reply into the exception that says what to do: status, headers and GitHub's message decide.</summary>
internal static class ApiErrors
{
    private const int SecondsOfADay = 86_400;

    // The longest wait that a reply can ask for begins before it and ends within the calendar.
    private static readonly DateTimeOffset s_lastDate = DateTimeOffset.MaxValue.AddSeconds(-int.MaxValue);

    private static readonly Regex s_ssoUrl = new("url=([^;,\\s]+)", RegexOptions.CultureInvariant);

    /// <summary>What forbids a request though the token has every right, and what to do then; GitHub names a permission with each of
    /// them.</summary>
    private static readonly (Regex Said, string Advice)[] s_noRights =
    [
        (Word("archived"), "The repository is archived: unarchive it, or leave it out."),
        (Word("IP allow list|IP address"), "Run this from an address that the owner allows."),
        (Word("suspended"), "An administrator of the host must lift that first."),
        (Word("upgrade to|your plan|billing"), "The owner's plan does not include it."),
        (Word("has been disabled|is disabled|access blocked"), "The owner or an administrator of the host must enable it first."),
    ];

    // Older versions of GitHub Enterprise Server call the secondary limit abuse detection.
    private static readonly Regex s_limit = new("rate limit|abuse detection", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_limitPage = new("rate-limits(\\W|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // GitHub's words for a full scope and for a large value are not documented: these match what its pages say.
    private static readonly Regex s_tooMany = new(
        "(limit|maximum|too many).*(secret|variable)s|(secret|variable)s.*(limit|maximum)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_tooLarge = new("too large", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex s_variable = Word("variable");

    private static readonly Regex s_visibility = Word("visibility|not selected");

    /// <summary>Whether the reply says that a primary or secondary rate limit was hit (403 or 429).</summary>
    internal static bool IsRateLimit(ApiReply reply) =>
        (int)reply.Status == 429
        || (reply.Status == HttpStatusCode.Forbidden
            && (reply.Header("Retry-After") is not null
                || reply.Header("X-RateLimit-Remaining") == "0"
                || s_limit.IsMatch(GitHubMessage(reply))
                || s_limitPage.IsMatch(DocumentationUrl(reply))));

    /// <summary>The seconds that the server asks to wait; null when it names none, or a date, which GitHub never does.</summary>
    internal static int? RetryAfter(ApiReply reply) =>
        double.TryParse(reply.Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out double seconds)
            ? (int)Math.Min(seconds, int.MaxValue)
            : null;

    /// <summary>When the primary rate limit ends, if it is used up; null also for a time that is none.</summary>
    internal static DateTimeOffset? Reset(ApiReply reply) => Remaining(reply) is (0, DateTimeOffset reset) ? reset : null;

    /// <summary>How many requests the primary rate limit still allows, and until when; null without the headers or for another limit than
    /// that of this API.</summary>
    internal static (int Left, DateTimeOffset Reset)? Remaining(ApiReply reply) =>
        reply.Header("X-RateLimit-Resource") is null or "core"
        && int.TryParse(reply.Header("X-RateLimit-Remaining"), NumberStyles.None, CultureInfo.InvariantCulture, out int left)
        && long.TryParse(reply.Header("X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out long reset)
        && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? (left, DateTimeOffset.FromUnixTimeSeconds(reset))
            : null;

    /// <summary>From when on something may succeed, in a sentence.</summary>
    internal static string Again(DateTimeOffset time) =>
        FormattableString.Invariant($"Try again after {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");

    /// <summary>What a message adds when a failure was not the first.</summary>
    internal static string AskedAgain(int attempts) => attempts > 1 ? ", also when asked again" : "";

    internal static ApiException From(ApiReply reply, string tokenSource)
    {
        string words = GitHubMessage(reply);
        (ErrorId id, string message) = (int)reply.Status switch
        {
            401 => (
                ErrorId.TokenRejected,
                $"GitHub refused the token of {tokenSource} (401: {words}). It is wrong, expired or revoked: make a new one and run "
                    + "Connect-GhSession."),
            403 or 429 when IsRateLimit(reply) => (
                ErrorId.RateLimited,
                $"GitHub's rate limit was hit ({(int)reply.Status}: {words}). {WhenAgain(reply)}"),
            403 => (ErrorId.Forbidden, Forbidden(reply, words)),
            404 => (ErrorId.ScopeNotFound, $"Not found (404: {words})."),
            408 => (ErrorId.TimedOut, $"The server gave up waiting (408: {words}). Try again."),
            409 when s_visibility.IsMatch(words) => (
                ErrorId.VisibilityConflict,
                $"GitHub refused it (409: {words}). Repositories can be chosen only while the visibility is Selected: set it with "
                    + "-Visibility Selected first."),
            422 when s_tooMany.IsMatch(words) => (
                s_variable.IsMatch(words) ? ErrorId.TooManyVariables : ErrorId.TooManySecrets,
                $"The scope is full (422: {words}). Remove what is no longer needed."),
            422 when s_tooLarge.IsMatch(words) => (ErrorId.ValueTooLarge, $"GitHub finds the value too large (422: {words})."),
            400 or 409 or 410 or 422 or 451 => (ErrorId.Rejected, $"GitHub refused it ({(int)reply.Status}: {words})."),
            >= 500 => (
                ErrorId.ServerError,
                $"The server failed ({(int)reply.Status}: {words}){AskedAgain(reply.Attempts)}. Try later; see "
                    + "https://www.githubstatus.com."),
            _ => (ErrorId.UnexpectedReply, $"The server answered {(int)reply.Status} ({words}), which this operation does not know."),
        };
        return new ApiException(id, message, reply);
    }

    /// <summary>GitHub's own words: <c>message</c>, and <c>errors</c>, whose entries are objects or plain strings, or which is one plain
    /// string.</summary>
    internal static string GitHubMessage(ApiReply reply)
    {
        if (reply.TryJson() is not JObject body)
        {
            return reply.Status.ToString();
        }

        List<string> words = [Text(body["message"]), .. Errors(body["errors"])];
        string all = string.Join("; ", words.Where(word => word.Length > 0).Select(word => Regex.Replace(word, "\\s+", " ").TrimEnd('.')));
        return all.Length > 0 ? all : reply.Status.ToString();
    }

    private static string DocumentationUrl(ApiReply reply) =>
        (reply.TryJson() as JObject)?.OptionalText("documentation_url") ?? "";

    private static IEnumerable<string> Errors(JToken? errors) => errors switch
    {
        JValue => [Text(errors)],
        JArray list => list.Select(error => error is JObject o ? DetailOf(o) : Text(error)),
        _ => [],
    };

    private static string DetailOf(JObject error)
    {
        string message = Text(error["message"]);
        return message.Length > 0 ? message : $"{Text(error["resource"])} {Text(error["field"])} {Text(error["code"])}".Trim();
    }

    private static string Text(JToken? token) => token is JValue { Value: string text } ? text : "";

    private static string Forbidden(ApiReply reply, string words)
    {
        string said = $"GitHub does not allow this (403: {words}).";
        if (reply.Header("X-GitHub-SSO") is string sso && s_ssoUrl.Match(sso) is { Success: true } match)
        {
            return $"{said} Authorize the token for the organization's single sign-on, within the hour: {match.Groups[1].Value}";
        }

        if (Array.Find(s_noRights, reason => reason.Said.IsMatch(words)).Advice is string advice)
        {
            return $"{said} {advice}";
        }

        if (reply.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } permissions)
        {
            return $"{said} The token needs the permission {permissions}.";
        }

        return words.IndexOf("by integration", StringComparison.OrdinalIgnoreCase) >= 0
            ? $"{said} The token of a GitHub App or of a workflow cannot do this, or the App lacks the permission: use a personal "
                + "access token, or grant it to the App."
            : $"{said} Check the token's permissions.";
    }

    private static Regex Word(string words) => new(words, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A date tells more than the seconds of many days.
    private static string WhenAgain(ApiReply reply) => (RetryAfter(reply), reply.Date, Reset(reply)) switch
    {
        (>= SecondsOfADay and int seconds, DateTimeOffset sent, _) when sent < s_lastDate => Again(sent.AddSeconds(seconds)),
        (int seconds, _, _) => $"Try again in {seconds} seconds.",
        (_, _, DateTimeOffset reset) => Again(reset),
        _ => "Try again in some minutes.",
    };
}
