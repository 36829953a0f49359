using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The session of cmdlets that name none: that of Connect-GhSession, else one made from the environment.</summary>
/// <remarks>Both are variables of the runspace, never of the process: a console that hosts many users gives each a runspace, and PowerShell clears it between uses.</remarks>
internal static class DefaultSession
{
    private const string Connected = "global:__GhSecretsSession";
    private const string FromEnvironment = "global:__GhSecretsEnvironmentSession";

    /// <summary>The session that Connect-GhSession made, or null.</summary>
    internal static GhSession? Get(SessionState state) => Read(state, Connected);

    /// <summary>Makes a session the default.</summary>
    internal static void Set(SessionState state, GhSession session) => state.PSVariable.Set(Connected, session);

    /// <summary>Ends a session, or with null those that are the default; the environment's is made anew when it is needed again.</summary>
    internal static void End(SessionState state, GhSession? session)
    {
        session?.Dispose();
        foreach (string name in new[] { Connected, FromEnvironment })
        {
            GhSession? known = Read(state, name);
            if (known is not null && (session is null || session == known))
            {
                known.Dispose();
                state.PSVariable.Set(name, null);
            }
        }
    }

    /// <summary>The default session, or else the environment's, made anew when its variables have changed.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.NotSignedIn"/> when there is no token either.</exception>
    internal static GhSession Resolve(SessionState state)
    {
        if (Get(state) is GhSession connected)
        {
            return connected;
        }

        EnvironmentCredentials environment = new();
        ApiHost host = environment.Host();
        AccessToken? token = environment.Token(host);
        if (Read(state, FromEnvironment) is GhSession known && known.BaseUri == host.BaseUri && known.Uses(token))
        {
            return known;
        }

        GhSession session = new(new ApiSessionOptions { Host = host, Token = token });
        state.PSVariable.Set(FromEnvironment, session);
        return session;
    }

    private static GhSession? Read(SessionState state, string name) =>
        (state.PSVariable.GetValue(name) is PSObject wrapped ? wrapped.BaseObject : state.PSVariable.GetValue(name)) as GhSession;
}
