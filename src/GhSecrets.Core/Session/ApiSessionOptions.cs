using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace GhSecrets.Core;

/// <summary>How a session speaks to its host; the defaults suit github.com.</summary>
public sealed class ApiSessionOptions
{
    /// <summary>The API version that is sent when none is given.</summary>
    public const string DefaultApiVersion = "2022-11-28";

    /// <summary>The server.</summary>
    public ApiHost Host { get; init; } = ApiHost.FromName("github.com");

    /// <summary>The token that every request carries.</summary>
    public AccessToken? Token { get; init; }

    /// <summary>The value of <c>X-GitHub-Api-Version</c>, a date.</summary>
    public string ApiVersion { get; init; } = DefaultApiVersion;

    /// <summary>How long one try may take, until its reply is read whole.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request that failed in passing is repeated.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>How long one request may be repeated in all, waits for rate limits not counted.</summary>
    public TimeSpan MaximumRetryTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many requests may run at once; GitHub refuses more than 100.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>How many writes may go out in a minute; 0 for no pacing, null for what the host documents (github.com: 900 points, 5 for a
    /// write).</summary>
    public int? WritesPerMinute { get; init; }

    /// <summary>Whether writes also keep GitHub's limits on creating content, 80 a minute and 500 an hour; it is not known whether secrets
    /// count.</summary>
    public bool HasContentLimit { get; init; }

    /// <summary>How long one request may wait for rate limits in all; null for as long as it takes.</summary>
    public TimeSpan? MaximumWait { get; init; }

    /// <summary>Whether a runner of pipelines is told of each value, so that it hides the value in the job's log.</summary>
    public bool RegisterMask { get; init; }

    /// <summary>A proxy in place of the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Authorities that are trusted besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> TrustedCertificates { get; init; } = [];

    /// <summary>The clock of time-outs, waits and measured durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Random numbers from 0 to 1 that spread repeated requests.</summary>
    public Func<double> Jitter { get; init; } = RandomJitter.Next;
}
