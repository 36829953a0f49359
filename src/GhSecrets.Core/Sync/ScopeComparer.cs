using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Compares the secrets, or the variables, of one scope with what is declared of it, by its list and what the ledger keeps of
/// it.</summary>
/// <param name="access">Reads who sees an item.</param>
/// <param name="ledger">What earlier syncs wrote.</param>
/// <param name="options">The declared file's name in the ledger, and the ledger's key.</param>
/// <param name="force">Whether secrets that are unchanged count as changed.</param>
/// <param name="difference">Compares the values of variables.</param>
internal sealed class ScopeComparer(SecretAccess access, Ledger ledger, LedgerOptions options, bool force, ValueDifference difference)
{
    /// <summary>Compares a scope; what is neither declared nor in the ledger is told of only where something is declared.</summary>
    /// <param name="list">The scope with what its list named.</param>
    /// <param name="declared">What is known to be declared there.</param>
    /// <param name="isAllDeclared">Whether that is all; else nothing is said of what is not among it.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">The scope cannot be read.</exception>
    internal async Task<ComparedScope> CompareAsync(
        ListedScope list,
        IReadOnlyList<DeclaredItem> declared,
        bool isAllDeclared,
        CancellationToken cancel)
    {
        SecretScope scope = list.Scope;

        // Sorted, so that what nobody declared comes in an order of its own.
        SortedDictionary<string, ListedItem> undeclared = new(StringComparer.OrdinalIgnoreCase);
        foreach (ListedItem item in list.Items)
        {
            undeclared[item.Name] = item;
        }

        LedgerScope entries = ledger.For(scope);
        ComparedScope compared = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (DeclaredItem item in declared)
        {
            names.Add(item.Name);
            undeclared.TryGetValue(item.Name, out ListedItem? listed);
            undeclared.Remove(item.Name);
            await AddDeclaredAsync(compared, scope, item, listed, entries.Find(item.Name), cancel).ConfigureAwait(false);
        }

        if (!isAllDeclared)
        {
            return compared;
        }

        foreach (ListedItem listed in undeclared.Values)
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
        DeclaredItem declared,
        ListedItem? listed,
        LedgerEntry? entry,
        CancellationToken cancel)
    {
        SecretState state = StateOf(listed, entry) with
        {
            IsDeclared = true,
            IsReadable = declared.Value is not null,
            ValueDifference = listed?.Value is string value ? difference.Of(value, declared.Value!) : null,
            Value = ValueMatch(scope, declared, entry),
        };
        bool isOurs = listed is not null && entry?.IsOurs(listed.UpdatedAt) == true;
        (PlannedAction Action, string Reason, string Short) found = state.Plan();
        if (found.Action == PlannedAction.Unchanged)
        {
            // Asked for only where it decides: it may cost a request.
            bool isKnown = isOurs && entry!.Access == DeclaredAccess.Text(declared);
            found = (state with
            {
                AccessDifference = await DeclaredAccess.DifferenceAsync(declared, listed!, isKnown, access, cancel).ConfigureAwait(false),
            }).Plan();
        }

        compared.Items.Add(new SecretComparison(scope, declared.Name, found, declared, listed));
        if (entry is not null && !entry.IsOf(options.Owner))
        {
            compared.Notes.Add(
                $"The ledger has {Words.Of(scope.Items)} of '{entry.Owner}' that this file declares, too. They stay that file's "
                    + "there, which removes them when it no longer declares them. If it is this file's former name, give it once "
                    + "(-AdoptLedger, --adopt-ledger).");
        }
        else if (found.Action == PlannedAction.Unchanged && isOurs)
        {
            // A variable that somebody else made as it is declared is not this file's to remove.
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

    private void AddUndeclared(ComparedScope compared, ListedItem listed, LedgerEntry? entry, bool isManaged)
    {
        SecretState state = StateOf(listed, entry);
        if (isManaged || state.Owner == SecretState.EntryOwner.ThisFile)
        {
            compared.Items.Add(new SecretComparison(listed.Scope, listed.Name, state.Plan(), listed: listed));
        }
    }

    private SecretState StateOf(ListedItem? listed, LedgerEntry? entry) => new()
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

    private SecretState.ValueMatch ValueMatch(SecretScope scope, DeclaredItem declared, LedgerEntry? entry) =>
        entry?.Fingerprint is null ? SecretState.ValueMatch.Unknown

        // What is asked for is not asked for to be compared.
        : declared.Content is null || options.Key?.Matches(entry.Fingerprint, scope, declared.Name, declared.Content) == true
            ? SecretState.ValueMatch.Same
        : SecretState.ValueMatch.Different;

    /// <summary>Why an item that was to be removed must stay; null while it and its repository are what the ledger knows.</summary>
    /// <param name="scope">The scope that the removal goes to.</param>
    /// <param name="known">What the ledger keeps of the scope.</param>
    /// <param name="repository">The repository of that name; null for an organization or a user.</param>
    /// <param name="item">The item as it is now.</param>
    internal static string? Objection(SecretScope scope, LedgerScope known, RepositoryId? repository, ListedItem item) =>
        repository is not null && !RepositoryMoves.IsSame(scope.Repository!, repository.FullName)
            ? $"It stays: {RepositoryMoves.Moved(scope.Repository!, repository.FullName)}."
        : repository is not null && known.RepositoryId is long id && id != repository.Id
            ? $"It stays: {scope.Repository} is another repository than the one that a sync wrote to."
        : known.Find(item.Name)?.IsOurs(item.UpdatedAt) != true ? $"It stays: somebody changed it {At(item)}, after it was compared."
        : null;

    private static string At(ListedItem item) =>
        item.UpdatedAt?.UtcDateTime.ToString("'on' yyyy-MM-dd 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            ?? "at a time that is not told";
}
