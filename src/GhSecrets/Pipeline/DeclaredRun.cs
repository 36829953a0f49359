using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>One declared file on its way through a cmdlet: read, checked and compared, and all that is wrong with it told.</summary>
internal sealed class DeclaredRun : IDisposable
{
    private const int ActivityId = 1_205_447_311;

    /// <summary>Marks the information record that holds the <see cref="ComparedFile"/>.</summary>
    private const string ComparisonTag = "Comparison";

    private readonly PSCmdlet _cmdlet;
    private readonly string _path;
    private readonly Action<ErrorRecord> _report;
    private readonly DeclaredFile _file;
    private readonly LedgerKey? _key;
    private readonly Slice? _slice;
    private readonly string? _doubt;
    private readonly bool _isSliceGiven;
    private readonly bool _skipsValueCheck;

    /// <summary>Reads a file.</summary>
    /// <exception cref="GhSecretsException">The ledger, its key or the slice cannot be used.</exception>
    internal DeclaredRun(PSCmdlet cmdlet, GhSession session, ApiRun run, DeclaredRunOptions options, string path, Action<ErrorRecord> report)
    {
        (_cmdlet, _path, _report) = (cmdlet, path, report);
        (_slice, _isSliceGiven) = (options.ReadSlice(), options.Slice is not null);
        _key = options.LedgerKey is SecureString key ? LedgerKey.FromSecureString(key) : LedgerKey.FromEnvironment(Environment.GetEnvironmentVariable);
        LedgerOptions ledger = new(path)
        {
            Folder = string.IsNullOrEmpty(options.LedgerPath) ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(options.LedgerPath),
            Key = _key,
            AdoptedFrom = string.IsNullOrEmpty(options.AdoptLedger) ? null : options.AdoptLedger,
            CurrentFolder = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        };
        _doubt = ledger.Doubt(options.Prunes, $"Give -LedgerKey, or set {LedgerKey.Variable}");
        try
        {
            Sync = new SecretSync(session, run, ledger);
        }
        catch (GhSecretsException)
        {
            _key?.Dispose();
            throw;
        }

        _skipsValueCheck = options.SkipValueCheck;
        _file = DeclaredFile.Read(path, new ValueSources
        {
            CurrentFolder = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            Vault = (name, vault) => VaultSecret.Read(cmdlet.InvokeCommand, name, vault),
        });
        if (session.RegisterMask)
        {
            Mask();
        }
    }

    /// <summary>What compares and writes.</summary>
    internal SecretSync Sync { get; }

    /// <summary>Compares the file; null when it cannot be, which then was told.</summary>
    internal ComparedFile? Compare(bool force, CancellationToken stop)
    {
        if (!_skipsValueCheck)
        {
            Warn(_file.Warnings);
        }

        if (Tell(_file.Problems))
        {
            return null;
        }

        if (_slice is not null && !_isSliceGiven)
        {
            // Else a step that runs in one job of several would leave the rest undone without a word.
            _cmdlet.WriteWarning($"This is {_slice}, as Azure Pipelines tells this job; the others do the rest. -SliceCount 1 does all.");
        }

        if (_doubt is not null)
        {
            _cmdlet.WriteWarning(_doubt);
        }

        ComparedFile compared = PipelineThread.Wait(Task.Run(() => Sync.CompareAsync(_file.Secrets, _slice, force, stop), stop), stop, ShowProgress);
        HideProgress();
        Warn(compared.Notes);

        if (Tell(compared.Problems))
        {
            return null;
        }

        foreach ((object target, GhSecretsException error) in compared.Failures)
        {
            _report(Errors.From(error, target));
        }

        // For a script that shows more than what was written: reasons, and how many are unchanged.
        _cmdlet.WriteInformation(compared, [ComparisonTag]);
        return compared;
    }

    private void Mask()
    {
        foreach (DeclaredSecret secret in _file.Secrets)
        {
            if (secret.Content?.Value is SecretValue value)
            {
                RunnerLog.Mask(value);
            }
        }
    }

    private void Warn<T>(IReadOnlyList<T> doubts)
    {
        foreach (T doubt in doubts)
        {
            _cmdlet.WriteWarning(Runner.Defuse($"{_path}: {doubt}"));
        }
    }

    private bool Tell(IReadOnlyList<FileProblem> problems)
    {
        foreach (FileProblem problem in problems)
        {
            _report(Errors.From(new GhSecretsException(problem.Id, problem.ToString()), _path));
        }

        return problems.Count > 0;
    }

    private void ShowProgress()
    {
        (int done, int all) = Sync.Progress;
        if (all > 0)
        {
            _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _cmdlet.MyInvocation.MyCommand.Name, $"{done} of {all} places compared") { PercentComplete = 100 * done / all });
        }
    }

    private void HideProgress() =>
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _cmdlet.MyInvocation.MyCommand.Name, "Compared") { RecordType = ProgressRecordType.Completed });

    /// <summary>Zeroes the values.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _key?.Dispose();
    }
}
