using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that reads from GitHub.</summary>
public abstract class StoreCmdlet : SessionCmdlet<SecretScope, GhSession>
{
    /// <summary>The application that reads the secret: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    /// <summary>The secrets of any scope.</summary>
    private protected SecretStore Store { get; private set; } = null!;

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Store = new SecretStore(CurrentSession, Run);
    }
}
