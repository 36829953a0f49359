using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the session that the Vela cmdlets use by default, and where its token came from; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.VelaSession)]
[OutputType(typeof(VelaSession))]
public sealed class GetVelaSessionCommand : GetSessionCmdlet<VelaSession>
{
    private protected override RunspaceSession<VelaSession> Default => DefaultSession.Vela;
}
