using System;
using System.Collections.Generic;

namespace MockVela;

/// <summary>How a server is started; the defaults are plain http on a free port and no user.</summary>
public sealed record VelaServerOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Serves HTTP/1.1 and HTTP/2 over TLS, with a certificate of its own authority.</summary>
    public bool Https { get; init; }

    /// <summary>Personal tokens of platform admins, accepted from the start.</summary>
    public IReadOnlyCollection<string> Tokens { get; init; } = [];

    /// <summary>How long an access token lasts.</summary>
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The clock behind the ends of tokens and the times of secrets.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
