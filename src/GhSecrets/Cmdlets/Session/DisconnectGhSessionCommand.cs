using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Ends a session, by default that of Connect-GhSession: its connections close and its token is forgotten.</summary>
[Cmdlet(VerbsCommunications.Disconnect, Nouns.Session)]
public sealed class DisconnectGhSessionCommand : PSCmdlet
{
    /// <summary>The session to end; by default that of Connect-GhSession.</summary>
    [Parameter(ValueFromPipeline = true)]
    public GhSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        GhSession? connected = DefaultSession.Get(SessionState);
        GhSession? ended = Session ?? connected;
        if (ended == connected)
        {
            DefaultSession.Set(SessionState, null);
        }

        ended?.Dispose();
    }
}
