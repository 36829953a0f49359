using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>One run over a declared file: compares it with the server, writes and removes, and keeps the ledger true after each write.</summary>
public sealed class SecretSync
{
    // A server's Date has whole seconds, and may be made a second before it is sent.
    private static readonly TimeSpan s_dateLag = TimeSpan.FromSeconds(1);

    private readonly GhSession _session;
    private readonly Ledger _ledger;
    private readonly LedgerKey? _key;
    private readonly SecretStore _store;
    private readonly SecretAccess _access;
    private readonly RepositoryCatalog _catalog;
    private readonly ConcurrentDictionary<SecretScope, bool> _written = new();
    private long _lastWrite;
    private int _compared;

    /// <summary>Begins a run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    /// <param name="ledgerFolder">The folder of the ledger, which says what earlier runs wrote; see <see cref="Ledger.DefaultFolder"/>.</param>
    /// <param name="key">The key of the ledger's fingerprints; null when there is none, and then nothing counts as unchanged.</param>
    /// <exception cref="GhSecretsException">The ledger cannot be read.</exception>
    public SecretSync(GhSession session, ApiRun? run, string ledgerFolder, LedgerKey? key)
    {
        _session = session;
        _ledger = Ledger.Open(ledgerFolder, session.Api.Host);
        _key = key;
        _store = new SecretStore(session, run);
        _access = new SecretAccess(session, run);
        _catalog = new RepositoryCatalog(session, run);
    }

    /// <summary>How many scopes have been compared so far, and how many there are.</summary>
    public (int Done, int All) Progress => (Volatile.Read(ref _compared), ScopeCount);

    private int ScopeCount { get; set; }

    private TimeProvider Clock => _session.Api.Options.Clock;

    /// <summary>Compares; reads only.</summary>
    /// <param name="declared">What the file declares.</param>
    /// <param name="slice">The part of the scopes that is this run's; null for all of them.</param>
    /// <param name="force">Whether what is unchanged is to be written as well.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">Nothing can be compared, such as with a refused token.</exception>
    public async Task<ComparedFile> CompareAsync(IReadOnlyList<DeclaredSecret> declared, Slice? slice, bool force, CancellationToken cancel)
    {
        DeclaredScopes scopes = await DeclaredScopes.ReadAsync(declared, _catalog, cancel).ConfigureAwait(false);
        if (scopes.Problems.Count > 0)
        {
            return new ComparedFile(scopes.Problems, scopes.Notes, scopes.Failures, [], []);
        }

        // Archived and unlisted repositories keep what the ledger knows of them.
        List<SecretScope> all = scopes.Scopes.Concat(_ledger.Scopes.Where(scopes.Lacks)).Where(scope => slice?.Includes(scope) != false).ToList();
        ScopeCount = all.Count;
        ScopeComparer comparer = new(_store, _access, _ledger, _key, force);
        ComparedScope[] results = await Task.WhenAll(all.Select(scope => CompareAsync(comparer, scope, scopes, cancel))).ConfigureAwait(false);
        return new ComparedFile(
            [],
            [.. scopes.Notes, .. results.SelectMany(result => result.Notes)],
            [.. scopes.Failures, .. results.SelectMany(result => result.Failures)],
            results.SelectMany(result => result.Secrets).OrderBy(secret => secret.Line ?? long.MaxValue).ToList(),
            results.SelectMany(result => result.Corrections).ToList());
    }

    private async Task<ComparedScope> CompareAsync(ScopeComparer comparer, SecretScope scope, DeclaredScopes scopes, CancellationToken cancel)
    {
        try
        {
            return await comparer.CompareAsync(scope, scopes.At(scope), scopes.KnowsAllOf(scope), cancel).ConfigureAwait(false);
        }
        catch (GhSecretsException e) when (e.Id is not (ErrorId.TokenRejected or ErrorId.NotAttempted))
        {
            return ComparedScope.Unreadable(scope, scopes.At(scope), e);
        }
        finally
        {
            Interlocked.Increment(ref _compared);
        }
    }

    /// <summary>Writes one secret, and notes it in the ledger before it returns.</summary>
    /// <param name="secret">A secret that is to be written.</param>
    /// <param name="content">Its value; the caller keeps its own share.</param>
    /// <param name="cancel">Ends the write.</param>
    /// <exception cref="GhSecretsException">Nothing was written.</exception>
    public async Task<SecretChange> WriteAsync(SecretComparison secret, SecretContent content, CancellationToken cancel)
    {
        DeclaredSecret declared = secret.Declared!;
        using SecretAssignment assignment = declared.Assign(secret.Scope, content);
        SecretChange change = await _store.SetAsync(assignment, cancel).ConfigureAwait(false);
        _written[secret.Scope] = true;
        Interlocked.Exchange(ref _lastWrite, Clock.GetTimestamp());

        // What was written is noted also when the run is being stopped.
        await _ledger.For(secret.Scope).RecordAsync(
            secret.Name,
            new LedgerEntry
            {
                Fingerprint = _key?.Fingerprint(secret.Scope, secret.Name, content),
                Access = DeclaredAccess.Text(declared),
                RepliedAt = (change.RepliedAt ?? Clock.GetUtcNow()) + s_dateLag,
            },
            CancellationToken.None).ConfigureAwait(false);
        return change;
    }

    /// <summary>Removes one secret, and forgets it in the ledger before it returns.</summary>
    /// <exception cref="GhSecretsException">Nothing was removed.</exception>
    public async Task<SecretChange> RemoveAsync(SecretComparison secret, CancellationToken cancel)
    {
        SecretChange change = await _store.RemoveAsync(secret.Scope, secret.Name, cancel).ConfigureAwait(false);
        await _ledger.For(secret.Scope).ForgetAsync(secret.Name, CancellationToken.None).ConfigureAwait(false);
        return change;
    }

    /// <summary>Ends a run: notes what needed no write, and GitHub's own time of each write.</summary>
    public async Task<bool> SettleAsync(ComparedFile compared, CancellationToken cancel)
    {
        // All at once, so that a scope's file is saved once or twice and not secret by secret.
        await Task.WhenAll(compared.Corrections.Select(correction => correction.Entry is null
            ? _ledger.For(correction.Scope).ForgetAsync(correction.Name, cancel)
            : _ledger.For(correction.Scope).RecordAsync(correction.Name, correction.Entry, cancel))).ConfigureAwait(false);
        await Task.WhenAll(_written.Keys.Select(scope => SettleScopeAsync(scope, cancel))).ConfigureAwait(false);
        await OutlastLastSecondAsync(cancel).ConfigureAwait(false);
        return true;
    }

    // GitHub tells times in whole seconds: who changes a secret once this run has ended shall do so in a later one.
    private async Task OutlastLastSecondAsync(CancellationToken cancel)
    {
        TimeSpan left = TimeSpan.FromSeconds(1) - Clock.GetElapsedTime(Interlocked.Read(ref _lastWrite));
        if (!_written.IsEmpty && left > TimeSpan.Zero)
        {
            await Clock.DelayAsync(left, cancel).ConfigureAwait(false);
        }
    }

    private async Task SettleScopeAsync(SecretScope scope, CancellationToken cancel)
    {
        IReadOnlyList<Secret> listed;
        try
        {
            listed = await _store.GetAllAsync(scope, cancel).ConfigureAwait(false);
        }
        catch (GhSecretsException)
        {
            // The entries are true without it: the next run takes the time of the reply for GitHub's.
            return;
        }

        LedgerScope ledger = _ledger.For(scope);
        await Task.WhenAll(listed
            .Where(secret => ledger.Find(secret.Name) is { UpdatedAt: null } entry && entry.IsOurs(secret.UpdatedAt))
            .Select(secret => ledger.RecordAsync(secret.Name, ledger.Find(secret.Name)! with { UpdatedAt = secret.UpdatedAt, RepliedAt = null }, cancel))).ConfigureAwait(false);
    }
}
