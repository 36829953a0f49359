using System;
using System.Management.Automation;

namespace GhSecrets;

/// <summary>The session of cmdlets that name none: that of the Connect- cmdlet, else one made from the environment.</summary>
/// <remarks>Both are variables of the runspace, never of the process: a console that hosts many users gives each a runspace, and PowerShell
/// clears it between uses.</remarks>
/// <param name="name">What the variables' names begin with.</param>
/// <param name="open">Makes a session from the environment, or returns the last one while its variables are the same.</param>
internal sealed class RunspaceSession<T>(string name, Func<T?, T> open)
    where T : class, IDisposable
{
    private readonly string _connected = $"global:__{name}Session";
    private readonly string _fromEnvironment = $"global:__{name}EnvironmentSession";

    /// <summary>The session that the Connect- cmdlet made, or null.</summary>
    internal T? Get(SessionState state) => Read(state, _connected);

    /// <summary>Makes a session the default.</summary>
    internal void Set(SessionState state, T session) => state.PSVariable.Set(_connected, session);

    /// <summary>Ends a session, or with null those that are the default; the environment's is made anew when it is needed again.</summary>
    internal void End(SessionState state, T? session)
    {
        session?.Dispose();
        foreach (string variable in new[] { _connected, _fromEnvironment })
        {
            T? known = Read(state, variable);
            if (known is not null && (session is null || session == known))
            {
                known.Dispose();
                state.PSVariable.Set(variable, null);
            }
        }
    }

    /// <summary>The default session, or else the environment's, made anew when its variables have changed.</summary>
    /// <exception cref="Core.GhSecretsException"><see cref="Core.ErrorId.NotSignedIn"/> when there is no token either.</exception>
    internal T Resolve(SessionState state)
    {
        if (Get(state) is T connected)
        {
            return connected;
        }

        T? known = Read(state, _fromEnvironment);
        T session = open(known);
        if (session != known)
        {
            state.PSVariable.Set(_fromEnvironment, session);
        }

        return session;
    }

    private static T? Read(SessionState state, string variable) =>
        (state.PSVariable.GetValue(variable) is PSObject wrapped ? wrapped.BaseObject : state.PSVariable.GetValue(variable)) as T;
}
