using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes variables by name from each scope.</summary>
public abstract class RemoveVariableCmdlet : SessionWriterCmdlet<SecretScope, GhSession>
{
    private VariableStore? _store;

    /// <summary>Names of variables, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The application that reads the variable: Actions (the default) or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    private protected sealed override bool? Forced => Force;

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        VariableStore store = _store ??= new VariableStore(CurrentSession, Run);
        ForEach(SecretTarget.All(scopes, RequireNames(Name, ItemKind.Variable)), target =>
        {
            SecretName.Normalize(target.Name, ItemKind.Variable);
            if (Approves(target, "Remove variable"))
            {
                Start(
                    target.Key,
                    target,
                    stop => store.RemoveAsync(target.Scope, target.Name!, stop),
                    CurrentSession.WriteLane(target.Scope));
            }
        });
    }
}
