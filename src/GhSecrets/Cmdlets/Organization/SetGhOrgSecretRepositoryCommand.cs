using System;
using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Replaces the repositories that see an organization's selected secret, without its value; records of one secret make one list.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.OrgSecretRepository, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class SetGhOrgSecretRepositoryCommand : SelectedRepositoryCmdlet
{
    private readonly Dictionary<string, NewList> _lists = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? Organization { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application }.Scopes(ScopeKind.Organization);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<SecretScope> scopes) =>
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
    protected override void EndProcessing()
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
