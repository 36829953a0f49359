using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads variables of each scope: all of them, those that match a pattern, or single ones by name.</summary>
public abstract class GetVariableCmdlet : SessionCmdlet<SecretScope, GhSession>
{
    /// <summary>Names of variables, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The application that reads the variable: Actions (the default) or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    /// <summary>The variables of any scope.</summary>
    private protected VariableStore Store { get; private set; } = null!;

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Store = new VariableStore(CurrentSession, Run);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            GhSecretsException? gap = null;
            WriteMatching(
                Name,
                name => new SecretTarget(scope, name),
                ReadAsync,
                MustList ? null : (name, stop) => Store.GetAsync(scope, name, stop),
                variable => variable.Name);
            if (gap is not null)
            {
                Report(Errors.From(gap, new SecretTarget(scope)));
            }

            async Task<IReadOnlyList<Variable>> ReadAsync(CancellationToken stop)
            {
                VariableList list = await ListAsync(scope, stop);
                gap = list.Gap;
                return list.Variables;
            }
        }
    }

    /// <summary>Whether single variables cannot be asked for by name.</summary>
    private protected virtual bool MustList => false;

    /// <summary>All variables of a scope.</summary>
    private protected virtual Task<VariableList> ListAsync(SecretScope scope, CancellationToken stop) => Store.ListAsync(scope, stop);
}
