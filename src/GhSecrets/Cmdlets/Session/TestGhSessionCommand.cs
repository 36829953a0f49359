using System;
using System.Management.Automation;
using System.Threading;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Tells whether the host accepts the session's token; a warning says why not.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Session)]
[OutputType(typeof(bool))]
public sealed class TestGhSessionCommand : SessionNounCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The session to use; by default that of Connect-GhSession, else one from the environment as gh finds it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionTransformation]
    public GhSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            GhSession session = Session ?? DefaultSession.GitHub.Resolve(SessionState);
            this.Detail($"Session: {session}");
            WriteObject(PipelineThread.Run(() => session.TestAsync(_stop.Token), _stop.Token));
        }
        catch (GhSecretsException e)
        {
            this.Warn(e.Message);
            WriteObject(false);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends the test.</summary>
    public void Dispose() => _stop.Dispose();
}
