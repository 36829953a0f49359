using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace GhSecrets.Core.Tests;

/// <summary>A real server on this machine that gives the replies it was told to, one after another, and keeps the requests.</summary>
internal sealed partial class ScriptedServer : IAsyncDisposable
{
    /// <summary>How long a try of a session may take: as long as nothing else waits.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Opens a session with the marked token; repeated requests follow without a wait unless jitter says otherwise.</summary>
    public ApiSession Open(
        TimeProvider? clock = null,
        double jitter = 0,
        int maximumRetryCount = 4,
        IReadOnlyList<X509Certificate2>? trusted = null,
        TimeSpan? maximumWait = null) =>
        new(Options(clock, jitter, maximumRetryCount, trusted, maximumWait));

    /// <summary>The settings of <see cref="Open"/>.</summary>
    public ApiSessionOptions Options(
        TimeProvider? clock = null,
        double jitter = 0,
        int maximumRetryCount = 4,
        IReadOnlyList<X509Certificate2>? trusted = null,
        TimeSpan? maximumWait = null) => new()
    {
        Host = ApiHost.FromBaseUri(Address),
        Token = AccessToken.FromText(Marked.Token, "the test"),
        Clock = clock ?? TimeProvider.System,
        Jitter = () => jitter,
        MaximumRetryCount = maximumRetryCount,
        MaximumWait = maximumWait,
        Timeout = Timeout,
        TrustedCertificates = trusted ?? [],
    };
}
