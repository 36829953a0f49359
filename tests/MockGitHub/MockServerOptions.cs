using System;
using System.Collections.Generic;

namespace MockGitHub;

/// <summary>How a server is started; the defaults are GitHub's cloud over plain http on a free port.</summary>
public sealed record MockServerOptions
{
    /// <summary>The prefix that makes the server a GitHub Enterprise Server.</summary>
    public const string EnterpriseServerPrefix = "/api/v3";

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Serves HTTP/1.1 and HTTP/2 over TLS, with a certificate of its own authority.</summary>
    public bool Https { get; init; }

    /// <summary>What stands before every path of the API, with a slash at its start and none at its end: empty, or <see cref="EnterpriseServerPrefix"/>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What a server with <see cref="EnterpriseServerPrefix"/> says of its version; before 3.9 it knows environments by the repository's id only.</summary>
    public Version EnterpriseVersion { get; init; } = new(3, 17, 0);

    /// <summary>Tokens that are accepted from the start and may do everything.</summary>
    public IReadOnlyCollection<string> Tokens { get; init; } = [];

    /// <summary>The clock behind <c>created_at</c>, <c>updated_at</c>, the limits and the latency of faults.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
