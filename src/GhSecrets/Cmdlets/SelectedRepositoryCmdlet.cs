using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Changes which repositories see a secret whose visibility is Selected, without its value.</summary>
public abstract class SelectedRepositoryCmdlet : WriterCmdlet
{
    /// <summary>Names of secrets, in any case.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Repositories, as names (with or without owner) or ids; several in one text are separated by a semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? SelectedRepository { get; set; }

    /// <summary>Starts one write for every repository of every secret.</summary>
    private protected void ForEachRepository(
        IReadOnlyList<SecretScope> scopes,
        string action,
        Func<SecretScope, string, RepositoryReference, CancellationToken, Task<SecretChange>> change) =>
        ForEachSecret(scopes, RequireNames(Name), target =>
        {
            foreach (RepositoryReference repository in ReadRepositories(target))
            {
                SecretTarget access = new(target.Scope, target.Name, repository.ToString());
                if (Approves(access, action))
                {
                    Start(access, stop => change(target.Scope, target.Name!, repository, stop));
                }
            }
        });

    /// <summary>The repositories that the record gives for a secret; an empty list must be an explicit one.</summary>
    private protected IReadOnlyList<RepositoryReference> ReadRepositories(SecretTarget target)
    {
        SecretName.Normalize(target.Name);
        return RepositoryReference.Read(SelectedRepository, target.Organization ?? "")
            ?? throw new GhSecretsException(ErrorId.InvalidArgument, "There is no SelectedRepository. Give names or ids of repositories.");
    }
}
