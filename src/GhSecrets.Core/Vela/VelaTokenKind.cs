namespace GhSecrets.Core;

/// <summary>What the token of a Vela session is, and so what is done with it.</summary>
public enum VelaTokenKind
{
    /// <summary>A personal token of the source host, exchanged for an access token whenever the last one has run out (<c>POST
    /// /authenticate/token</c>).</summary>
    Personal,

    /// <summary>An access token, used as it is until it runs out: 15 minutes unless the server says otherwise.</summary>
    Access,

    /// <summary>A refresh token of a Vela login, exchanged as a personal one is (<c>GET /token-refresh</c>).</summary>
    Refresh,
}
