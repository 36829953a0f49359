using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>One run over a declared file: compares it with the server, writes and removes, and keeps the ledger true after each
/// write.</summary>
public sealed class SecretSync
{
    // A server's Date has whole seconds, and may be made a second before it is sent.
    private static readonly TimeSpan s_dateLag = TimeSpan.FromSeconds(1);

    private readonly GhSession _session;
    private readonly ApiRun? _run;
    private readonly LedgerOptions _options;
    private readonly Ledger _ledger;
    private readonly SyncStores _stores;
    private readonly FileComparer _comparer;
    private readonly ConcurrentDictionary<SecretScope, bool> _written = new();
    private long _lastWrite;

    /// <summary>Begins a run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    /// <param name="options">The ledger, which says what earlier runs wrote.</param>
    /// <exception cref="GhSecretsException">The ledger cannot be read.</exception>
    public SecretSync(GhSession session, ApiRun? run, LedgerOptions options)
    {
        (_session, _run, _options) = (session, run, options);
        _ledger = Ledger.Open(options.FolderPath, session.Api.Host, options.Key);
        List<string> doubts = [.. _ledger.Warnings];
        if (options.AdoptedFrom is not null && _ledger.Adopt(options.Adopted, options.Owner) == 0)
        {
            doubts.Add($"The ledger has nothing of '{options.AdoptedFrom}' to adopt.");
        }

        _stores = new SyncStores(session, run);
        _comparer = new FileComparer(session, run, _stores, _ledger, options, doubts);
    }

    /// <summary>How many scopes have been compared so far, and how many there are.</summary>
    public (int Done, int All) Progress => _comparer.Progress;

    private TimeProvider Clock => _session.Api.Options.Clock;

    /// <summary>Compares; reads only.</summary>
    /// <param name="declared">What the file declares.</param>
    /// <param name="slice">The part of the scopes that is this run's; null for all of them.</param>
    /// <param name="force">Whether secrets that are unchanged are to be written as well.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException">Nothing can be compared, such as with a refused token.</exception>
    public Task<ComparedFile> CompareAsync(IReadOnlyList<DeclaredItem> declared, Slice? slice, bool force, CancellationToken cancel) =>
        _comparer.CompareAsync(declared, slice, force, cancel);

    /// <summary>Tries, before the first change of a run, whether the ledger can be written.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>.</exception>
    public Task TryLedgerAsync() => _ledger.TryAsync();

    /// <summary>Writes one item, and notes it in the ledger before it returns; what could not be noted is told to the run.</summary>
    /// <param name="item">An item that is to be written.</param>
    /// <param name="content">The value of a secret, of which the caller keeps its own share; null for a variable.</param>
    /// <param name="cancel">Ends the write.</param>
    /// <exception cref="GhSecretsException">Nothing was written; <see cref="ErrorId.NotAttempted"/> once the ledger could not
    /// be.</exception>
    public async Task<ItemChange> WriteAsync(SecretComparison item, SecretContent? content, CancellationToken cancel)
    {
        EnsureLedgerIsKept();
        DeclaredItem declared = item.Declared!;
        ItemChange change = await _stores.SetAsync(declared, item.Scope, content, cancel).ConfigureAwait(false);
        if (change is VariableChange { Done: VariableAction.Unchanged })
        {
            // Somebody else was quicker: it is not this file's to remove.
            return change;
        }

        _written[change.Scope] = true;
        Interlocked.Exchange(ref _lastWrite, Clock.GetTimestamp());

        LedgerScope ledger = _ledger.For(change.Scope);
        if (ledger.Find(item.Name)?.IsOf(_options.Owner) == false)
        {
            // Another file's entry is not ours to change; that somebody wrote since shows by the time.
            return change;
        }

        if (_session.KnownRepositoryId(change.Scope.Repository) is long id)
        {
            ledger.Meet(id);
        }

        // What was written is noted also when the run is being stopped.
        await NoteAsync(change, "written, but not noted in the ledger", () => ledger.RecordAsync(
            item.Name,
            new LedgerEntry
            {
                Owner = _options.Owner,
                Fingerprint = content is null ? null : _options.Key?.Fingerprint(change.Scope, item.Name, content),
                Access = DeclaredAccess.Text(declared),
                RepliedAt = (change.RepliedAt ?? Clock.GetUtcNow()) + s_dateLag,
            },
            CancellationToken.None)).ConfigureAwait(false);
        return change;
    }

    /// <summary>Removes one item if it and its repository still are what the ledger knows, and forgets it there before it
    /// returns.</summary>
    /// <exception cref="GhSecretsException">Nothing was removed; <see cref="ErrorId.Drifted"/> when somebody has changed it or its
    /// place.</exception>
    public async Task<ItemChange> RemoveAsync(SecretComparison item, CancellationToken cancel)
    {
        EnsureLedgerIsKept();
        LedgerScope ledger = _ledger.For(item.Scope);
        ItemChange change = await _stores.RemoveAsync(
            item.Scope,
            item.Name,
            (repository, current) => ScopeComparer.Objection(item.Scope, ledger, repository, current),
            cancel).ConfigureAwait(false);
        await NoteAsync(
            change,
            "removed, but still noted in the ledger",
            () => ledger.ForgetAsync(item.Name, CancellationToken.None)).ConfigureAwait(false);
        return change;
    }

    private void EnsureLedgerIsKept()
    {
        if (_ledger.Failure is GhSecretsException failure)
        {
            throw new GhSecretsException(ErrorId.NotAttempted, $"Not attempted, because nothing can be noted of it. {failure.Message}");
        }
    }

    private async Task NoteAsync(ItemChange change, string otherwise, Func<Task> note)
    {
        try
        {
            await note().ConfigureAwait(false);
        }
        catch (GhSecretsException e) when (e.Id == ErrorId.LedgerNotWritable)
        {
            _run?.Warn($"{change.Name} in {change.Scope}: {otherwise}: {e.Message}");
        }
    }

    /// <summary>Ends a run: notes what needed no write, and GitHub's own time of each write.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>, at any time of the run.</exception>
    public async Task SettleAsync(ComparedFile compared, CancellationToken cancel)
    {
        if (_ledger.Failure is null)
        {
            // All at once, so that a scope's file is saved once or twice and not secret by secret.
            await Task.WhenAll(compared.Corrections.Select(correction => CorrectAsync(correction, cancel))).ConfigureAwait(false);
            await Task.WhenAll(_written.Keys.Select(scope => SettleScopeAsync(scope, cancel))).ConfigureAwait(false);
            await _ledger.SaveChangesAsync().ConfigureAwait(false);
        }

        await OutlastLastSecondAsync(cancel).ConfigureAwait(false);
        if (_ledger.Failure is GhSecretsException failure)
        {
            throw failure.Copy();
        }
    }

    // What a list did not name may have slipped from one of its pages to another: it is forgotten when its own address says that it is
    // gone.
    private async Task CorrectAsync(LedgerCorrection correction, CancellationToken cancel)
    {
        LedgerScope ledger = _ledger.For(correction.Scope);
        if (correction.Entry is not null)
        {
            await ledger.RecordAsync(correction.Name, correction.Entry, cancel).ConfigureAwait(false);
            return;
        }

        try
        {
            if (!await _stores.IsThereAsync(correction.Scope, correction.Name, cancel).ConfigureAwait(false))
            {
                await ledger.ForgetAsync(correction.Name, cancel).ConfigureAwait(false);
            }
        }
        catch (GhSecretsException e) when (!e.EndsRun && e.Id != ErrorId.LedgerNotWritable)
        {
            // The next run asks again.
        }
    }

    // GitHub tells times in whole seconds: who changes something once this run has ended shall do so in a later one.
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
        IReadOnlyList<ListedItem> listed;
        try
        {
            (listed, _, _) = await _stores.ListAsync(scope, cancel).ConfigureAwait(false);
        }
        catch (GhSecretsException)
        {
            // The entries are true without it: the next run takes the time of the reply for GitHub's.
            return;
        }

        LedgerScope ledger = _ledger.For(scope);
        await Task.WhenAll(listed
            .Where(item => ledger.Find(item.Name) is { UpdatedAt: null } entry && entry.IsOurs(item.UpdatedAt))
            .Select(item => (item.Name, Entry: ledger.Find(item.Name)! with { UpdatedAt = item.UpdatedAt, RepliedAt = null }))
            .Select(settled => ledger.RecordAsync(settled.Name, settled.Entry, cancel))).ConfigureAwait(false);
    }
}
