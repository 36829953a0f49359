using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The store of secrets and that of variables as a sync uses them: what is asked of a scope goes to the store of its
/// kind.</summary>
internal sealed class SyncStores(GhSession session, ApiRun? run)
{
    private readonly SecretStore _secrets = new(session, run);

    // What was compared serves for the writes.
    private readonly VariableStore _variables = new(session, run) { ReadsLists = true };

    /// <summary>What the list of a scope names, why that is not all, and whether another address answered.</summary>
    internal async Task<(IReadOnlyList<ListedItem> Items, GhSecretsException? Gap, bool WasRedirected)> ListAsync(
        SecretScope scope,
        CancellationToken cancel)
    {
        if (scope.Items == ItemKind.Variable)
        {
            VariableList variables = await _variables.ListAsync(scope, cancel).ConfigureAwait(false);
            return ([.. variables.Variables.Select(ListedItem.Of)], variables.Gap, variables.WasRedirected);
        }

        SecretList secrets = await _secrets.ListAsync(scope, cancel).ConfigureAwait(false);
        return ([.. secrets.Secrets.Select(ListedItem.Of)], secrets.Gap, secrets.WasRedirected);
    }

    /// <summary>Whether an item is there, by its own address.</summary>
    internal async Task<bool> IsThereAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        try
        {
            await (scope.Items == ItemKind.Variable
                ? _variables.GetAsync(scope, name, cancel)
                : (Task)_secrets.GetAsync(scope, name, cancel)).ConfigureAwait(false);
            return true;
        }
        catch (GhSecretsException e) when (e.Id is ErrorId.SecretNotFound or ErrorId.VariableNotFound)
        {
            return false;
        }
    }

    /// <summary>Writes what is declared of one scope.</summary>
    /// <param name="declared">What is declared.</param>
    /// <param name="scope">One of its scopes.</param>
    /// <param name="content">The value of a secret; null for a variable.</param>
    /// <param name="cancel">Ends the write.</param>
    internal async Task<ItemChange> SetAsync(
        DeclaredItem declared,
        SecretScope scope,
        SecretContent? content,
        CancellationToken cancel)
    {
        if (content is null)
        {
            return await _variables.SetAsync(declared.AssignVariable(scope), cancel).ConfigureAwait(false);
        }

        using SecretAssignment assignment = declared.Assign(scope, content);
        return await _secrets.SetAsync(assignment, cancel).ConfigureAwait(false);
    }

    /// <summary>Removes an item unless something speaks against it, which is asked directly before each try.</summary>
    internal async Task<ItemChange> RemoveAsync(
        SecretScope scope,
        string name,
        Func<RepositoryId?, ListedItem, string?> objection,
        CancellationToken cancel) =>
        scope.Items == ItemKind.Variable
            ? await _variables.RemoveAsync(
                scope,
                name,
                (repository, variable) => objection(repository, ListedItem.Of(variable)),
                cancel).ConfigureAwait(false)
            : await _secrets.RemoveAsync(
                scope,
                name,
                (repository, secret) => objection(repository, ListedItem.Of(secret)),
                cancel).ConfigureAwait(false);
}
