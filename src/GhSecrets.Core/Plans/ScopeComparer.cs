using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Compares the secrets of one scope with what is declared of it, by one list and what the ledger keeps of it.</summary>
internal sealed class ScopeComparer(SecretStore store, SecretAccess access, Ledger ledger, LedgerKey? key, bool force)
{
    /// <summary>Compares a scope; what is neither declared nor in the ledger is told of only where something is declared.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="declared">What is known to be declared there.</param>
    /// <param name="isAllDeclared">Whether that is all; else nothing is said of what is not among it.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">The scope cannot be read.</exception>
    internal async Task<ComparedScope> CompareAsync(SecretScope scope, IReadOnlyList<DeclaredSecret> declared, bool isAllDeclared, CancellationToken cancel)
    {
        // Sorted, so that what nobody declared comes in an order of its own.
        SortedDictionary<string, Secret> undeclared = new(StringComparer.OrdinalIgnoreCase);
        foreach (Secret secret in await store.GetAllAsync(scope, cancel).ConfigureAwait(false))
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

        foreach (string name in entries.Entries.Keys)
        {
            if (!names.Contains(name) && !undeclared.ContainsKey(name))
            {
                compared.Corrections.Add(new LedgerCorrection(scope, name, null));
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
        if (found.Action == PlannedAction.Unchanged)
        {
            LedgerEntry exact = entry! with { Access = DeclaredAccess.Text(declared), UpdatedAt = listed!.UpdatedAt, RepliedAt = null };
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
        : key is null ? (PlannedAction.Update, "without a ledger key nobody knows whether its value is the same")
        : declared.Content is null && entry.Fingerprint is not null ? null
        : declared.Content is not null && key.Matches(entry.Fingerprint, scope, declared.Name, declared.Content) ? null
        : (PlannedAction.Update, entry.Fingerprint is null ? "it was written without a ledger key" : "its value or the ledger key has changed");

    private static void AddUndeclared(ComparedScope compared, Secret listed, LedgerEntry? entry, bool isManaged)
    {
        if (entry?.IsOurs(listed.UpdatedAt) == true)
        {
            compared.Secrets.Add(new SecretComparison(listed.Scope, listed.Name, PlannedAction.Remove, "a sync wrote it, and the file no longer declares it", listed: listed));
        }
        else if (entry is not null)
        {
            compared.Secrets.Add(new SecretComparison(listed.Scope, listed.Name, PlannedAction.Unowned, $"somebody changed it {At(listed)}, after the last sync wrote it", listed: listed));
        }
        else if (isManaged)
        {
            compared.Secrets.Add(new SecretComparison(listed.Scope, listed.Name, PlannedAction.Unowned, "the file does not declare it, and no sync wrote it", listed: listed));
        }
    }

    private static string At(Secret secret) =>
        secret.UpdatedAt?.UtcDateTime.ToString("'on' yyyy-MM-dd 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "at a time that is not told";
}
