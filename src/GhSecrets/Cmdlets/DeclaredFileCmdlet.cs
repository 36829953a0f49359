using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Threading;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet over declared files: pulls the steps of each run, shows them and answers them.</summary>
public abstract class DeclaredFileCmdlet : SessionCmdlet<string, GhSession>
{
    /// <summary>Marks the information record that holds the <see cref="ComparedFile"/>.</summary>
    private const string ComparisonTag = "Comparison";

    private static readonly SyncWords s_words = new(
        $"Give -LedgerKey, or set {Core.LedgerKey.Variable}",
        "-SliceCount 1",
        "Slice and SliceCount go together: -Slice 2 -SliceCount 8.",
        "-MaximumWaitSec of the Connect- cmdlet",
        "-Prune",
        "-MaximumRemove");

    private ProgressLine? _progress;

    /// <summary>Files, also by wildcards; of at most 8 MB of UTF-8 each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The character between two cells of a CSV file; by default the one that its header or a line sep=; shows.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <summary>The key of the ledger's fingerprints, 16 characters or more; by default GHSECRETS_LEDGER_KEY.</summary>
    [Parameter]
    [TokenTransformation]
    public SecureString? LedgerKey { get; set; }

    /// <summary>The folder of the ledger; by default the file's own path with .ledger behind it.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>The file's former name: what the ledger keeps under that name becomes this file's.</summary>
    [Parameter]
    public string? AdoptLedger { get; set; }

    /// <summary>Which slice of the places is this job's, from 1; by default what Azure Pipelines says, else all.</summary>
    [Parameter]
    public int? Slice { get; set; }

    /// <summary>Into how many slices the places are split, at most 1,000.</summary>
    [Parameter]
    public int? SliceCount { get; set; }

    /// <summary>Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, half a
    /// key.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        _progress = new ProgressLine(this);
    }

    private protected sealed override bool ReadsPlaces => false;

    // Without a session a file is checked all the same: a wrong one needs no token to be told so.
    private protected sealed override bool NeedsSession => false;

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<string> TargetScopes() => InputFiles.Paths(SessionState, GivenNames(Path), InputObject);

    /// <inheritdoc/>
    protected sealed override void ProcessScopes(IReadOnlyList<string> scopes) => InputFiles.ForEach(SessionState, scopes, Report, Pull);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => _progress!.Complete();

    /// <summary>What a run over a file is to do.</summary>
    private protected virtual SyncOptions OptionsFor(string file)
    {
        string folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        return new SyncOptions(file, s_words)
        {
            Sources = new ValueSources { CurrentFolder = folder, Vault = (name, vault) => VaultSecret.Read(InvokeCommand, name, vault) },
            Delimiter = Delimiter,
            HostName = HostName,
            LedgerKey = LedgerKey,
            LedgerFolder = string.IsNullOrEmpty(LedgerPath) ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(LedgerPath),
            AdoptLedger = string.IsNullOrEmpty(AdoptLedger) ? null : AdoptLedger,
            Slice = Slice,
            SliceCount = SliceCount,
            SkipValueCheck = SkipValueCheck,
            Mask = CurrentSession?.RegisterMask == true ? RunnerLog.Mask : null,
        };
    }

    /// <summary>Shows a step, or answers it.</summary>
    private protected virtual void Take(string file, SyncStep step)
    {
        switch (step)
        {
            case SyncStep.SignIn signIn:
                if (CurrentSession is null)
                {
                    SignIn();
                }

                (signIn.Session, signIn.Run) = (CurrentSession, Run);
                break;
            case SyncStep.Warned warned:
                this.Warn(warned.Text);
                break;
            case SyncStep.Failed failed:
                Report(Errors.From(failed.Error, failed.Target ?? file));
                break;
            case SyncStep.Progressed progressed when _progress!.IsDue():
                _progress.Show(progressed.Text, progressed.Percent, progressed.SecondsRemaining, !progressed.Compares);
                break;
            case SyncStep.Compared compared:
                // For a script that shows more than what was written: reasons, and how many are unchanged.
                WriteInformation(compared.File, [ComparisonTag]);
                break;
        }
    }

    private void Pull(string file)
    {
        using SyncRun run = new(OptionsFor(file), Stop);
        try
        {
            while (PipelineThread.Wait(run.NextAsync(), Stop) is SyncStep step)
            {
                WriteExchanges();
                Take(file, step);
            }
        }
        finally
        {
            PipelineThread.Wait(run.CloseAsync(), CancellationToken.None);
            if (Stopping && !IsWhatIf)
            {
                Shown.Stopped(this, run.Stopped);
            }
        }

        WriteExchanges();
    }
}
