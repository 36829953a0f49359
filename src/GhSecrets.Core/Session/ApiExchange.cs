using System;
using System.Globalization;
using System.Net;

namespace GhSecrets.Core;

/// <summary>What may be told of one try: never a header, a body or a value.</summary>
public sealed class ApiExchange
{
    internal ApiExchange(string method, string path, TimeSpan duration)
    {
        Method = method;
        Path = path;
        Duration = duration;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path and query.</summary>
    public string Path { get; }

    /// <summary>From sending to the last byte of the reply.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The status, or null when no reply came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>GitHub's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the session waits before it sends the request again; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The line that <c>-Verbose</c> shows: method, path, status, milliseconds, request id.</summary>
    public override string ToString()
    {
        string status = Status is HttpStatusCode code ? ((int)code).ToString(CultureInfo.InvariantCulture) : "no reply";
        string line = FormattableString.Invariant($"{Method} {Path} {status} {Duration.TotalMilliseconds:0} ms");
        line = RequestId is null ? line : $"{line} ({RequestId})";
        return RetryAfter is TimeSpan wait ? FormattableString.Invariant($"{line}, again in {wait.TotalSeconds:0.0} s") : line;
    }
}
