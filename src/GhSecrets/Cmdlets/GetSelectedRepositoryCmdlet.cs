using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads which repositories see a secret whose visibility is Selected.</summary>
public abstract class GetSelectedRepositoryCmdlet : StoreCmdlet
{
    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Repositories that see the secret, as names (with or without owner), addresses or ids; never read from a record.</summary>
    [Parameter(Position = 3)]
    [Alias("Repo")]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? Repository { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes)
    {
        foreach (SecretScope scope in scopes)
        {
            IReadOnlyList<RepositoryReference>? only = RepositoryReference.Read(Repository, scope.Organization ?? "");
            foreach (string name in RequireNames(Name))
            {
                WriteAll(stop => ReadAsync(scope, name, only, stop), new SecretTarget(scope, name));
            }
        }
    }

    private async Task<IReadOnlyList<SecretRepository>> ReadAsync(
        SecretScope scope,
        string name,
        IReadOnlyList<RepositoryReference>? only,
        CancellationToken stop)
    {
        IReadOnlyList<SecretRepository> all = await Access.GetAsync(scope, name, stop);
        return only is null ? all : all.Where(one => only.Any(asked => asked.Means(one.Id, one.SelectedRepository))).ToList();
    }
}
