using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads which repositories see a secret or a variable whose visibility is Selected.</summary>
public abstract class GetSelectedRepositoryCmdlet : SessionCmdlet<SecretScope, GhSession>
{
    private SecretAccess? _access;

    /// <summary>Names of secrets or variables, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Repositories that see the secret or the variable, as names (with or without owner), addresses or ids; never read
    /// from a record.</summary>
    [Parameter(Position = 3)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <summary>The application that reads the secret or the variable: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("App")]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        SecretAccess access = _access ??= new SecretAccess(CurrentSession, Run);
        foreach (SecretScope scope in scopes)
        {
            IReadOnlyList<RepositoryReference>? only = RepositoryReference.Read(Repository, scope.Organization ?? "");
            foreach (string name in RequireNames(Name, scope.Items))
            {
                WriteAll(stop => ReadAsync(access, scope, name, only, stop), new SecretTarget(scope, name));
            }
        }
    }

    private static async Task<IReadOnlyList<SecretRepository>> ReadAsync(
        SecretAccess access,
        SecretScope scope,
        string name,
        IReadOnlyList<RepositoryReference>? only,
        CancellationToken stop)
    {
        IReadOnlyList<SecretRepository> all = await access.GetAsync(scope, name, stop);
        return only is null ? all : all.Where(one => only.Any(asked => asked.Means(one.Id, one.SelectedRepository))).ToList();
    }
}
