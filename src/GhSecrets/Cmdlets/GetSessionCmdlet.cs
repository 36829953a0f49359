using System;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Writes the session that the other cmdlets use by default; nothing when there is none.</summary>
public abstract class GetSessionCmdlet<TSession> : SessionNounCmdlet
    where TSession : class, IDisposable
{
    private protected abstract RunspaceSession<TSession> Default { get; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            WriteObject(Default.Resolve(SessionState));
        }
        catch (GhSecretsException e) when (e.Id == ErrorId.NotSignedIn)
        {
            this.Detail(e.Message);
        }
        catch (GhSecretsException e)
        {
            ThrowTerminatingError(Errors.From(e));
        }
    }
}
