using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Ends a session, by default the one that the other cmdlets use: its connections close and its token is forgotten.</summary>
[Cmdlet(VerbsCommunications.Disconnect, Nouns.Session)]
public sealed class DisconnectGhSessionCommand : SessionNounCmdlet
{
    /// <summary>The session to end; by default the one that the other cmdlets use.</summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionTransformation]
    public GhSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => DefaultSession.GitHub.End(SessionState, Session);
}
