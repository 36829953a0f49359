using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Ends a Vela session, by default the one that the Vela cmdlets use: its connections close and its tokens are
/// forgotten.</summary>
[Cmdlet(VerbsCommunications.Disconnect, Nouns.VelaSession)]
public sealed class DisconnectVelaSessionCommand : SessionNounCmdlet
{
    /// <summary>The session to end; by default the one that the Vela cmdlets use.</summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionTransformation]
    public VelaSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => DefaultSession.Vela.End(SessionState, Session);
}
