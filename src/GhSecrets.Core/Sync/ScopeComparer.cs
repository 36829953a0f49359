using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
    internal async Task<ComparedScope> CompareAsync(
        ListedScope list,
        IReadOnlyList<DeclaredSecret> declared,
        bool isAllDeclared,
        CancellationToken cancel)
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

        compared.Corrections.AddRange(entries.Entries
            .Where(entry => entry.Value.Owner == options.Owner && !names.Contains(entry.Key) && !undeclared.ContainsKey(entry.Key))
            .Select(entry => new LedgerCorrection(scope, entry.Key, null)));
        return compared;
    }

    private async Task AddDeclaredAsync(
        ComparedScope compared,
        SecretScope scope,
        DeclaredSecret declared,
        Secret? listed,
        LedgerEntry? entry,
        CancellationToken cancel)
    {
        SecretState state = StateOf(listed, entry) with { IsDeclared = true, Value = ValueMatch(scope, declared, entry) };
        (PlannedAction Action, string Reason, string Short) found = state.Plan();
        if (found.Action == PlannedAction.Unchanged)
        {
            // Asked for only where it decides: it may cost a request.
            bool isKnown = entry!.Access == DeclaredAccess.Text(declared);
            string? difference = await DeclaredAccess.DifferenceAsync(declared, listed!, isKnown, access, cancel).ConfigureAwait(false);
            found = (state with { AccessDifference = difference }).Plan();
        }

        compared.Secrets.Add(new SecretComparison(scope, declared.Name, found, declared, listed));
        if (entry is not null && !entry.IsOf(options.Owner))
        {
            compared.Notes.Add(
                $"The ledger has secrets of '{entry.Owner}' that this file declares, too. They stay that file's there, which removes them "
                    + "when it no longer declares them. If it is this file's former name, give it once (-AdoptLedger, --adopt-ledger).");
        }
        else if (found.Action == PlannedAction.Unchanged)
        {
            LedgerEntry exact = entry! with
            {
                Owner = options.Owner,
                Access = DeclaredAccess.Text(declared),
                UpdatedAt = listed!.UpdatedAt,
                RepliedAt = null,
            };
            if (exact != entry)
            {
                compared.Corrections.Add(new LedgerCorrection(scope, declared.Name, exact));
            }
        }
    }

    private void AddUndeclared(ComparedScope compared, Secret listed, LedgerEntry? entry, bool isManaged)
    {
        SecretState state = StateOf(listed, entry);
        if (isManaged || state.Owner == SecretState.EntryOwner.ThisFile)
        {
            compared.Secrets.Add(new SecretComparison(listed.Scope, listed.Name, state.Plan(), listed: listed));
        }
    }

    private SecretState StateOf(Secret? listed, LedgerEntry? entry) => new()
    {
        IsThere = listed is not null,
        Owner = entry is null ? SecretState.EntryOwner.NoEntry
            : entry.Owner is null ? SecretState.EntryOwner.Nobody
            : entry.Owner == options.Owner ? SecretState.EntryOwner.ThisFile
            : SecretState.EntryOwner.AnotherFile,
        OwnerName = entry?.Owner,
        ChangedAt = listed is null || entry?.IsOurs(listed.UpdatedAt) != false ? null : At(listed),
        IsForced = force,
        HasKey = options.Key is not null,
    };

    private SecretState.ValueMatch ValueMatch(SecretScope scope, DeclaredSecret declared, LedgerEntry? entry) =>
        entry?.Fingerprint is null ? SecretState.ValueMatch.Unknown

        // What is asked for is not asked for to be compared.
        : declared.Content is null || options.Key?.Matches(entry.Fingerprint, scope, declared.Name, declared.Content) == true
            ? SecretState.ValueMatch.Same
        : SecretState.ValueMatch.Different;

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
        secret.UpdatedAt?.UtcDateTime.ToString("'on' yyyy-MM-dd 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            ?? "at a time that is not told";
}
