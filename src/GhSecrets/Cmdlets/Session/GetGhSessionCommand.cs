using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the session that the other cmdlets use by default, and where its token came from; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Session)]
[OutputType(typeof(GhSession))]
public sealed class GetGhSessionCommand : GetSessionCmdlet<GhSession>
{
    private protected override RunspaceSession<GhSession> Default => DefaultSession.GitHub;
}
