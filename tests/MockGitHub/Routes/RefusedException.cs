using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace MockGitHub;

/// <summary>The server says no: ends the handling of a request with GitHub's shape of an error.</summary>
internal sealed class RefusedException(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>The <c>errors</c> member; GitHub writes a list of objects there, or a plain string.</summary>
    public string? Errors { get; init; }

    /// <summary>The page of GitHub's documentation that the answer points to, below <c>https://docs.github.com/</c>.</summary>
    public string Documentation { get; init; } = "rest";

    public KeyValuePair<string, string>[] Headers { get; init; } = [];

    public static RefusedException NotFound() => new(HttpStatusCode.NotFound, "Not Found");

    public static RefusedException Unprocessable(string message) => new(HttpStatusCode.UnprocessableEntity, message);

    public Reply ToReply()
    {
        var body = new JsonObject { ["message"] = Message };
        if (Errors is not null)
        {
            body["errors"] = Errors;
        }

        body["documentation_url"] = $"https://docs.github.com/{Documentation}";
        body["status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        return new Reply(status, body, Headers);
    }
}
