using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets the session that the other cmdlets use by default, and where its token came from; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Session)]
[OutputType(typeof(GhSession))]
public sealed class GetGhSessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(DefaultSession.Resolve(SessionState));
        }
        catch (GhSecretsException e) when (e.Id == ErrorId.NotSignedIn)
        {
            WriteVerbose(e.Message);
        }
        catch (GhSecretsException e)
        {
            ThrowTerminatingError(Errors.From(e));
        }
    }
}
