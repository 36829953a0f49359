using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Compares the secrets of one scope with what is declared of it, by its list and what the ledger keeps of it.</summary>
/// <param name="access">Reads who sees a secret.</param>
/// <param name="ledger">What earlier syncs wrote.</param>
/// <param name="options">The declared file's name in the ledger, and the ledger's key.</param>
/// <param name="force">Whether what is unchanged counts as changed.</param>
internal sealed class ScopeComparer(SecretAccess access, Ledger ledger, LedgerOptions options, bool force)
{
    /// <summary>Compares a scope; what is neither declared nor in the ledger is told of only where something is declared.</summary>
    /// <param name="list">The scope with what its list named.</param>
    /// <param name="declared">What is known to be declared there.</param>
    /// <param name="isAllDeclared">Whether that is all; else nothing is said of what is not among it.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">The scope cannot be read.</exception>
    internal async Task<ComparedScope> CompareAsync(ListedScope list, IReadOnlyList<DeclaredSecret> declared, bool isAllDeclared, CancellationToken cancel)
    {
        SecretScope scope = list.Scope;

        // Sorted, so that what nobody declared comes in an order of its own.
        SortedDictionary<string, Secret> undeclared = new(StringComparer.OrdinalIgnoreCase);
        foreach (Secret secret in list.Secrets)
        {
            undeclared[secret.Name] = secret;
        }

        LedgerScope entries = ledger.For(scope);
        ComparedScope compared = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (DeclaredSecret secret in declared)
        {
            names.Add(secret.Name);
            undeclared.TryGetValue(secret.Name, out Secret? listed);
            undeclared.Remove(secret.Name);
            await AddDeclaredAsync(compared, scope, secret, listed, entries.Find(secret.Name), cancel).ConfigureAwait(false);
        }

        if (!isAllDeclared)
        {
            return compared;
        }

        foreach (Secret listed in undeclared.Values)
        {
            AddUndeclared(compared, listed, entries.Find(listed.Name), isManaged: declared.Count > 0);
        }

        foreach (KeyValuePair<string, LedgerEntry> entry in entries.Entries)
        {
            if (entry.Value.Owner == options.Owner && !names.Contains(entry.Key) && !undeclared.ContainsKey(entry.Key))
            {
                compared.Corrections.Add(new LedgerCorrection(scope, entry.Key, null));
            }
        }

        return compared;
    }

    private async Task AddDeclaredAsync(ComparedScope compared, SecretScope scope, DeclaredSecret declared, Secret? listed, LedgerEntry? entry, CancellationToken cancel)
    {
        bool isOurs = entry is not null && entry.IsOurs(listed?.UpdatedAt);
        (PlannedAction Action, string Reason) found =
            listed is null ? (PlannedAction.Create, entry is null ? "it is not there" : "it is no longer there")
            : Written(scope, declared, listed, entry, isOurs) is { } written ? written
            : await DeclaredAccess.DifferenceAsync(declared, listed, entry!.Access == DeclaredAccess.Text(declared), access, cancel).ConfigureAwait(false) is { } difference
                ? (PlannedAction.Access, difference)
                : (PlannedAction.Unchanged, "it is as declared");
        compared.Secrets.Add(new SecretComparison(scope, declared.Name, found.Action, found.Reason, declared, listed));
        if (entry is not null && !entry.IsOf(options.Owner))
        {
            compared.Notes.Add(
                $"The ledger has secrets of '{entry.Owner}' that this file declares, too. They stay that file's there, which removes them when it no longer declares them. If it is this file's former name, give it once (-AdoptLedger, --adopt-ledger).");
        }
        else if (found.Action == PlannedAction.Unchanged)
        {
            LedgerEntry exact = entry! with { Owner = options.Owner, Access = DeclaredAccess.Text(declared), UpdatedAt = listed!.UpdatedAt, RepliedAt = null };
            if (exact != entry)
            {
                compared.Corrections.Add(new LedgerCorrection(scope, declared.Name, exact));
            }
        }
    }

    /// <summary>Why a secret that is there is written whoever sees it; null when its value is the declared one.</summary>
    private (PlannedAction Action, string Reason)? Written(SecretScope scope, DeclaredSecret declared, Secret listed, LedgerEntry? entry, bool isOurs) =>
        entry is null ? (PlannedAction.Update, "it is there, and the ledger does not know its value")
        : !isOurs ? (PlannedAction.Drifted, $"it was changed {At(listed)}, after the last sync wrote it")
        : force ? (PlannedAction.Update, "all are to be written")
        : options.Key is null ? (PlannedAction.Update, "without a ledger key nobody knows whether its value is the same")
        : declared.Content is null && entry.Fingerprint is not null ? null
        : declared.Content is not null && options.Key.Matches(entry.Fingerprint, scope, declared.Name, declared.Content) ? null
        : (PlannedAction.Update, entry.Fingerprint is null ? "it was written without a ledger key" : "its value or the ledger key has changed");

    private void AddUndeclared(ComparedScope compared, Secret listed, LedgerEntry? entry, bool isManaged)
    {
        bool isMine = entry?.Owner == options.Owner;
        (PlannedAction Action, string Reason) found =
            entry is null ? (PlannedAction.Unowned, "the file does not declare it, and no sync wrote it")
            : entry.Owner is null ? (PlannedAction.Unowned, "the file does not declare it, and the ledger does not say which file's sync wrote it")
            : !isMine ? (PlannedAction.Unowned, $"the file does not declare it, and the sync of '{entry.Owner}' wrote it")
            : !entry.IsOurs(listed.UpdatedAt) ? (PlannedAction.Unowned, $"somebody changed it {At(listed)}, after the last sync wrote it")
            : (PlannedAction.Remove, "a sync wrote it, and the file no longer declares it");
        if (isMine || isManaged)
        {
            compared.Secrets.Add(new SecretComparison(listed.Scope, listed.Name, found.Action, found.Reason, listed: listed));
        }
    }

    /// <summary>Why a secret that was to be removed must stay; null while it and its repository are what the ledger knows.</summary>
    /// <param name="scope">The scope that the removal goes to.</param>
    /// <param name="known">What the ledger keeps of the scope.</param>
    /// <param name="repository">The repository of that name; null for an organization or a user.</param>
    /// <param name="secret">The secret as it is now.</param>
    internal static string? Objection(SecretScope scope, LedgerScope known, RepositoryId? repository, Secret secret) =>
        repository is not null && !RepositoryMoves.IsSame(scope.Repository!, repository.FullName)
            ? $"It stays: {RepositoryMoves.Moved(scope.Repository!, repository.FullName)}."
        : repository is not null && known.RepositoryId is long id && id != repository.Id
            ? $"It stays: {scope.Repository} is another repository than the one that a sync wrote to."
        : known.Find(secret.Name)?.IsOurs(secret.UpdatedAt) != true ? $"It stays: somebody changed it {At(secret)}, after it was compared."
        : null;

    private static string At(Secret secret) =>
        secret.UpdatedAt?.UtcDateTime.ToString("'on' yyyy-MM-dd 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "at a time that is not told";
}
