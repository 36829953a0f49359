using System;
using System.Collections.Generic;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Replaces the repositories that see a selected secret, without its value; records of one secret make one list.</summary>
public abstract class SetSelectedRepositoryCmdlet : SelectedRepositoryCmdlet
{
    private readonly Dictionary<string, NewList> _lists = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
        ForEachSecret(scopes, RequireNames(Name), target =>
        {
            string key = $"{target.Scope.Path}/{target.Name}";
            if (!_lists.TryGetValue(key, out NewList? list))
            {
                _lists[key] = list = new NewList(target);
            }

            // A list that lacks a record would take the secret away from repositories that nobody meant.
            list.FailedRecords++;
            list.Repositories.AddRange(ReadRepositories(target));
            list.FailedRecords--;
        });

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        // Only now: what Get-GhOrgSecretRepository writes one by one is one list.
        foreach (NewList list in _lists.Values)
        {
            if (list.FailedRecords > 0)
            {
                Report(Errors.From(
                    new GhSecretsException(ErrorId.NotAttempted, "The list was left as it is, because not all of its records could be read."),
                    list.Target));
            }
            else if (Approves(list.Target, $"Set {list.Repositories.Count} repositories"))
            {
                Start(list.Target, stop => Access.SetAsync(list.Target.Scope, list.Target.Name!, list.Repositories, stop));
            }
        }

        base.EndProcessing();
    }

    private sealed class NewList(SecretTarget target)
    {
        internal SecretTarget Target => target;

        internal List<RepositoryReference> Repositories { get; } = [];

        internal int FailedRecords { get; set; }
    }
}
