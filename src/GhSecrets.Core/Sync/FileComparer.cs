using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Compares what a file declares with the server and the ledger, place by place; places that have another name by now are
/// followed.</summary>
/// <param name="session">The session.</param>
/// <param name="run">What the requests are part of; null for none.</param>
/// <param name="stores">Lists secrets and variables.</param>
/// <param name="ledger">What earlier syncs wrote.</param>
/// <param name="options">The declared file's name in the ledger, and the ledger's key.</param>
/// <param name="doubts">What is to be told of the ledger.</param>
internal sealed class FileComparer(
    GhSession session,
    ApiRun? run,
    SyncStores stores,
    Ledger ledger,
    LedgerOptions options,
    IReadOnlyList<string> doubts)
{
    private readonly SecretAccess _access = new(session, run);
    private readonly RepositoryCatalog _catalog = new(session, run);
    private readonly ScopeLists _lists = new(session, run, stores);
    private int _compared;
    private int _scopes;

    /// <summary>How many scopes have been listed so far, and how many there are.</summary>
    internal (int Done, int All) Progress => (Volatile.Read(ref _compared), Volatile.Read(ref _scopes));

    /// <summary>Compares; reads only.</summary>
    /// <param name="declared">What the file declares.</param>
    /// <param name="slice">The part of the scopes that is this run's; null for all of them.</param>
    /// <param name="force">Whether secrets that are unchanged are to be written as well.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">Nothing can be compared, such as with a refused token.</exception>
    internal async Task<ComparedFile> CompareAsync(
        IReadOnlyList<DeclaredItem> declared,
        Slice? slice,
        bool force,
        CancellationToken cancel)
    {
        List<SecretScope> written = ledger.Scopes.Where(scope => ledger.For(scope).HasAnyOf(options.Owner)).ToList();
        IEnumerable<string> known = written.Select(scope => scope.Repository).OfType<string>();
        DeclaredScopes scopes = await DeclaredScopes.ReadAsync(declared, known, _catalog, cancel).ConfigureAwait(false);
        if (scopes.Problems.Count > 0)
        {
            return Wrong(scopes);
        }

        // Archived and unlisted repositories keep what the ledger knows of them.
        List<SecretScope> all = scopes.Scopes.Concat(written.Where(scopes.Lacks)).Where(scope => slice?.Includes(scope) != false).ToList();
        _scopes = all.Count;
        List<ListedScope> listed =
            [.. await _lists.ReadAsync(all, () => Interlocked.Increment(ref _compared), cancel).ConfigureAwait(false)];
        List<ScopeMove> moves = listed.Where(list => list.MovedTo is not null).Select(
            list => new ScopeMove(list.Scope, list.MovedTo!)).ToList();
        if (moves.Count > 0)
        {
            await FollowAsync(moves, scopes, listed, slice, cancel).ConfigureAwait(false);
            if (scopes.Problems.Count > 0)
            {
                return Wrong(scopes);
            }
        }

        List<string> notes = [.. doubts, .. scopes.Notes, .. listed.Where(IsAnotherRepository).Select(list =>
            $"{list.Scope.Repository} is another repository than the one that a sync wrote to: what the ledger kept of that one is "
                + "forgotten.")];
        ScopeComparer comparer = new(_access, ledger, options, force, new ValueDifference(declared));
        ComparedScope[] results = await Task.WhenAll(
            listed.Select(list => CompareAsync(comparer, list, scopes, cancel))).ConfigureAwait(false);
        return new ComparedFile(
            [],
            [.. notes.Concat(results.SelectMany(result => result.Notes)).Distinct()],
            [.. scopes.Failures, .. results.SelectMany(result => result.Failures)],
            results.SelectMany(result => result.Items).OrderBy(item => item.Line ?? long.MaxValue).ToList(),
            results.SelectMany(result => result.Corrections).ToList());
    }

    /// <summary>Lets what is declared, and what the ledger keeps, go over to the present names, and lists those that are not listed
    /// yet.</summary>
    private async Task FollowAsync(
        List<ScopeMove> moves,
        DeclaredScopes scopes,
        List<ListedScope> listed,
        Slice? slice,
        CancellationToken cancel)
    {
        HashSet<SecretScope> declared = [.. moves.Select(move => move.From).Where(scope => scopes.At(scope).Count > 0)];
        scopes.Follow(moves);
        if (scopes.Problems.Count > 0)
        {
            return;
        }

        // What only the ledger knows belongs to the slice that its new name is in, which may be another's.
        List<ScopeMove> mine = moves.FindAll(move => declared.Contains(move.From) || slice?.Includes(move.To) != false);
        mine.ForEach(move => ledger.Move(move.From, move.To));
        listed.RemoveAll(list => list.MovedTo is not null);
        List<SecretScope> unlisted = mine.Where(move => move.MayFollow).Select(move => move.To)
            .Where(scope => scopes.At(scope).Count > 0 && !listed.Exists(list => list.Scope.Equals(scope)))
            .Distinct()
            .ToList();
        listed.AddRange(await _lists.ReadAsync(unlisted, () => { }, cancel).ConfigureAwait(false));
    }

    private ComparedFile Wrong(DeclaredScopes scopes) => new(scopes.Problems, [.. doubts, .. scopes.Notes], scopes.Failures, [], []);

    private bool IsAnotherRepository(ListedScope list) =>
        session.KnownRepositoryId(list.Scope.Repository) is long id && ledger.For(list.Scope).Meet(id);

    private static async Task<ComparedScope> CompareAsync(
        ScopeComparer comparer,
        ListedScope list,
        DeclaredScopes scopes,
        CancellationToken cancel)
    {
        try
        {
            return list.Error is not null
                ? ComparedScope.Unreadable(list.Scope, scopes.At(list.Scope), list.Error)
                : await comparer.CompareAsync(list, scopes.At(list.Scope), scopes.KnowsAllOf(list.Scope), cancel).ConfigureAwait(false);
        }
        catch (GhSecretsException e) when (!e.EndsRun)
        {
            return ComparedScope.Unreadable(list.Scope, scopes.At(list.Scope), e);
        }
    }
}
