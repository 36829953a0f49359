using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The default sessions of a runspace, one for each kind of server.</summary>
internal static class DefaultSession
{
    /// <summary>GitHub's, found in the environment as gh finds it.</summary>
    internal static RunspaceSession<GhSession> GitHub { get; } = new("GhSecrets", known =>
    {
        EnvironmentCredentials environment = new();
        ApiHost host = environment.Host();
        AccessToken? token = environment.Token(host);
        return known is not null && known.BaseUri == host.BaseUri && known.Uses(token)
            ? known
            : new GhSession(new ApiSessionOptions { Host = host, Token = token });
    });

    /// <summary>Vela's, found in the environment as its own command line finds it.</summary>
    internal static RunspaceSession<VelaSession> Vela { get; } = new("GhSecretsVela", known =>
    {
        VelaEnvironment environment = new();
        ApiHost server = environment.Server() ?? throw VelaEnvironment.NotSignedIn(null);
        (AccessToken token, VelaTokenKind kind) = environment.Token(server) ?? throw VelaEnvironment.NotSignedIn(server);
        return known is not null && known.Uses(server, token)
            ? known
            : new VelaSession(new ApiSessionOptions { Host = server, Token = token }, kind);
    });
}
