using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>One declared file on its way through a command: read, checked and compared, and all that is wrong with it told.</summary>
internal sealed class DeclaredRun : IDisposable
{
    private readonly RunOptions _options;
    private readonly Slice? _slice;
    private readonly LedgerKey? _key;
    private readonly DeclaredFile _file;
    private GhSession? _session;
    private SecretSync? _sync;

    /// <summary>Reads a file.</summary>
    /// <exception cref="GhSecretsException">The key of the ledger or the slice cannot be used.</exception>
    internal DeclaredRun(RunOptions options, Report report)
    {
        (_options, Report) = (options, report);
        _slice = options.ReadSlice();
        _key = LedgerKey.FromEnvironment(Environment.GetEnvironmentVariable);
        _file = DeclaredFile.Read(options.Path, new ValueSources());
        foreach (DeclaredSecret secret in _file.Secrets)
        {
            Mask(secret.Content?.Value);
        }
    }

    internal Report Report { get; }

    /// <summary>What the file is compared over.</summary>
    internal GhSession Session => _session!;

    /// <summary>What compares and writes.</summary>
    internal SecretSync Sync => _sync!;

    /// <summary>Compares the file; null when it cannot be, which then was told.</summary>
    /// <exception cref="GhSecretsException">There is no session, or the ledger cannot be read.</exception>
    internal async Task<ComparedFile?> CompareAsync(CancellationToken cancel)
    {
        Warn(_file.Warnings);
        if (Tell(_file.Problems))
        {
            return null;
        }

        _session = _options.OpenSession();
        LedgerOptions ledger = new(_options.Path) { Folder = _options.LedgerFolder, Key = _key, AdoptedFrom = _options.AdoptLedger };
        _sync = new SecretSync(_session, new ApiRun(onWarning: Report.Warn), ledger);
        if (_slice is not null && _options.Slice is null)
        {
            // Else a step that runs in one job of several would leave the rest undone without a word.
            Report.Warn($"This is {_slice}, as Azure Pipelines tells this job; the others do the rest. --slice-count 1 does all.");
        }

        if (ledger.Doubt(_options.Prune, $"Set {LedgerKey.Variable}") is string doubt)
        {
            Report.Warn(doubt);
        }

        ComparedFile compared = await Sync.CompareAsync(_file.Secrets, _slice, _options.Force, cancel);
        Warn(compared.Notes);
        foreach ((object target, GhSecretsException error) in compared.Failures)
        {
            Report.Fail(target, error);
        }

        return Tell(compared.Problems) ? null : compared;
    }

    /// <summary>The secrets that this run removes.</summary>
    internal IEnumerable<SecretComparison> Removals(ComparedFile compared) => _options.Prune ? compared.Removals : [];

    /// <summary>Refuses to remove more than the options allow.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.TooManyRemovals"/>.</exception>
    internal void EnsureRemoves(ComparedFile compared)
    {
        if (_options.Prune)
        {
            compared.EnsureRemoves(_options.MaximumRemove);
        }
    }

    /// <summary>Whether this run changes a secret.</summary>
    internal bool Changes(SecretComparison secret) => secret.IsWritten || (secret.Action == PlannedAction.Remove && _options.Prune);

    /// <summary>What is planned for a secret, in words.</summary>
    internal string WordOf(SecretComparison secret) =>
        secret.Action == PlannedAction.Remove && !_options.Prune ? "Remove (only with --prune)" : secret.Action.ToString();

    /// <summary>Has a value hidden in the job's log, where that was asked for.</summary>
    internal void Mask(SecretValue? value)
    {
        if (_options.RegisterMask && value is not null)
        {
            Report.Mask(value);
        }
    }

    /// <summary>Zeroes the values and closes the session.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _key?.Dispose();
        _session?.Dispose();
    }

    private void Warn(IEnumerable<object> warnings)
    {
        foreach (object warning in warnings)
        {
            Report.Warn($"{_options.Path}: {warning}");
        }
    }

    private bool Tell(IReadOnlyList<FileProblem> problems)
    {
        foreach (FileProblem problem in problems)
        {
            Report.Fail(_options.Path, new GhSecretsException(problem.Id, problem.ToString()), problem.Line);
        }

        return problems.Count > 0;
    }
}
