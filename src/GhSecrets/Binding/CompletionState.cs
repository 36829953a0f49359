using System;
using System.Management.Automation;

namespace GhSecrets;

/// <summary>The session state of whoever pressed Tab: a completer is not told it, but runs in its runspace.</summary>
internal static class CompletionState
{
    /// <summary>Reads it; null where there is none.</summary>
    internal static SessionState? Read()
    {
        try
        {
            return (ScriptBlock.Create("$ExecutionContext.SessionState").InvokeReturnAsIs() as PSObject)?.BaseObject as SessionState;
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            return null;
        }
    }
}
