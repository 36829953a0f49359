using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>One run over a declared file: checks it, compares it with the server, writes, removes, and keeps the ledger; told in steps that
/// a face pulls.</summary>
/// <remarks>
/// A face pulls one step after another and answers those that ask before it pulls the next. The file is read by the thread that makes the
/// run; from then on the run needs no thread of the caller's. It neither writes to a screen nor asks a person itself.
/// </remarks>
public sealed class SyncRun : IDisposable
{
    private static readonly TimeSpan s_nowAndThen = TimeSpan.FromMilliseconds(200);

    private readonly SyncOptions _options;
    private readonly DeclaredFile _file;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentQueue<SyncStep> _steps = new();
    private readonly SemaphoreSlim _told = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private Task? _story;
    private bool _isAsked;
    private volatile Func<SyncStep>? _progress;
    private SyncChanges? _changes;

    /// <summary>Reads the file, and the values that it names.</summary>
    /// <param name="options">What is to be done.</param>
    /// <param name="stop">Ends the run.</param>
    public SyncRun(SyncOptions options, CancellationToken stop)
    {
        (_options, _end) = (options, CancellationTokenSource.CreateLinkedTokenSource(stop));
        _file = DeclaredFile.Read(options.Path, options.Sources, options.Delimiter, options.HostName);
    }

    /// <summary>The next step, or how far things are if there is none for a moment; null at the end.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped, and all that was done before it has been told.</exception>
    public async Task<SyncStep?> NextAsync()
    {
        _story ??= Task.Run(TellAsync);
        if (_isAsked)
        {
            _isAsked = false;
            _answered.Release();
        }

        while (!await _told.WaitAsync(s_nowAndThen).ConfigureAwait(false))
        {
            if (_progress is Func<SyncStep> progress)
            {
                return progress();
            }
        }

        if (!_steps.TryDequeue(out SyncStep? step))
        {
            _told.Release();
            await _story.ConfigureAwait(false);
            return null;
        }

        _isAsked = step is SyncStep.SignIn or SyncStep.Planned;
        return step;
    }

    /// <summary>How far the run was, once it was stopped and closed.</summary>
    public string Stopped => _changes is { Stopped: string changes }
        ? $"{changes} The ledger knows what is done: run it again to do the rest."
        : "Stopped. Nothing was changed.";

    /// <summary>Stops what still runs and waits for its end.</summary>
    public Task CloseAsync()
    {
        _end.Cancel();

        // What failed was told, or was only stopped.
        return (_story ?? Task.CompletedTask).ContinueWith(static story => story.Exception, TaskScheduler.Default);
    }

    /// <summary>Zeroes the values; what still runs was closed before.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _end.Dispose();
    }

    // Tells all that happens, and that nothing more will.
    private async Task TellAsync()
    {
        try
        {
            if (IsRight())
            {
                await SyncAsync().ConfigureAwait(false);
            }
        }
        catch (GhSecretsException e)
        {
            Tell(new SyncStep.Failed(null, e));
        }
        finally
        {
            _told.Release();
        }
    }

    private bool IsRight()
    {
        // Before anything is told.
        MaskAll();
        Warn(_options.SkipValueCheck ? [] : _file.Warnings);
        return !Fail(_file.Problems);
    }

    private async Task SyncAsync()
    {
        Slice? slice = _options.ReadSlice();
        using LedgerKey? key = _options.ReadLedgerKey();
        SyncStep.SignIn signIn = new();
        await AskAsync(signIn).ConfigureAwait(false);
        if (signIn.Session is not GhSession session)
        {
            return;
        }

        LedgerOptions ledger = _options.ReadLedger(key);
        SecretSync sync = new(session, signIn.Run, ledger);
        WarnOf(slice, ledger);
        _progress = () => Comparing(sync);
        ComparedFile compared = await sync.CompareAsync(_file.Items, slice, _options.Force, _end.Token).ConfigureAwait(false);
        _progress = null;
        if (!IsTold(compared))
        {
            return;
        }

        Tell(new SyncStep.Compared(compared));
        if (_options.Prune)
        {
            compared.EnsureRemoves(_options.MaximumRemove ?? SyncOptions.DefaultMaximumRemove);
        }

        if (!_options.ComparesOnly)
        {
            using SyncChanges changes = _changes = new(_options, session, sync, Tell, AskAsync, _end.Token);
            _progress = () => changes.Progress(signIn.Run);
            await changes.MakeAsync(compared).ConfigureAwait(false);
        }
    }

    private void WarnOf(Slice? slice, LedgerOptions ledger)
    {
        if (slice is not null && _options.Slice is null)
        {
            // Else a step that runs in one job of several would leave the rest undone without a word.
            Tell(new SyncStep.Warned(
                $"This is {slice}, as Azure Pipelines tells this job; the others do the rest. {_options.Words.AllSlices} does all."));
        }

        if (_options.MaximumRemove is not null && !_options.Prune)
        {
            Tell(new SyncStep.Warned(
                $"{_options.Words.MaximumRemove} has no effect without {_options.Words.Prune}: nothing is removed."));
        }

        bool writesSecrets = _file.Items.Any(item => item.Kind == ItemKind.Secret);
        if (ledger.Doubt(writesSecrets, _options.Prune, _options.Words.GiveLedgerKey) is string doubt)
        {
            Tell(new SyncStep.Warned(doubt));
        }
    }

    private void MaskAll()
    {
        foreach (SecretValue value in DeclaredItem.SecretsOf(_file.Items))
        {
            _options.Mask?.Invoke(value);
        }
    }

    // Whether what was compared can be gone on with.
    private bool IsTold(ComparedFile compared)
    {
        Warn(compared.Notes);
        foreach ((object target, GhSecretsException error) in compared.Failures)
        {
            Tell(new SyncStep.Failed(target, error));
        }

        return !Fail(compared.Problems);
    }

    private void Warn(IEnumerable<object> doubts)
    {
        foreach (object doubt in doubts)
        {
            Tell(new SyncStep.Warned($"{_options.Path}: {doubt}"));
        }
    }

    private bool Fail(IReadOnlyList<FileProblem> problems)
    {
        foreach (FileProblem problem in problems)
        {
            Tell(new SyncStep.Failed(_options.Path, new GhSecretsException(problem.Id, problem.ToString()), problem.Line));
        }

        return problems.Count > 0;
    }

    private static SyncStep.Progressed Comparing(SecretSync sync)
    {
        (int done, int all) = sync.Progress;
        return new SyncStep.Progressed(
            FormattableString.Invariant($"{done:N0} of {all:N0} places compared"),
            all > 0 ? 100 * done / all : -1,
            -1,
            compares: true);
    }

    private void Tell(SyncStep step)
    {
        _steps.Enqueue(step);
        _told.Release();
    }

    private Task AskAsync(SyncStep step)
    {
        _end.Token.ThrowIfCancellationRequested();
        Tell(step);
        return _answered.WaitAsync(_end.Token);
    }
}
