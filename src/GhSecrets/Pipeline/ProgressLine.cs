using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The progress bar of a cmdlet that writes: how many are done, how fast, what is left, and until when it waits for a rate limit.</summary>
/// <param name="cmdlet">The cmdlet, on whose thread alone this is used.</param>
/// <param name="run">What tells of the waits.</param>
internal sealed class ProgressLine(PSCmdlet cmdlet, ApiRun run)
{
    // Any number that another command's bar is not likely to have.
    private const int ActivityId = 1_205_447_310;

    private static readonly TimeSpan s_firstShown = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_shownEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>A wait that lasts longer is also a warning: the log of a job shows no progress.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromMinutes(2);

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly bool _isWanted = IsWanted(cmdlet);
    private bool _knowsAll = !cmdlet.MyInvocation.ExpectingInput;
    private TimeSpan _due = s_firstShown;
    private DateTimeOffset _warnedOf;
    private int _expected;
    private int _begun;
    private bool _isShown;
    private int _percent;

    /// <summary>Adds items that are to be done.</summary>
    internal void Expect(int count) => _expected += count;

    /// <summary>Takes note of an item that was started, or that ended at once.</summary>
    internal void Begin() => _begun++;

    /// <summary>Takes note that no more items will come.</summary>
    internal void ExpectNoMore() => _knowsAll = true;

    /// <summary>Shows where things are, when it is time to.</summary>
    /// <param name="open">How many items have begun and not ended.</param>
    internal void Show(int open)
    {
        TimeSpan elapsed = _time.Elapsed;
        if (elapsed < _due)
        {
            return;
        }

        _due = elapsed + s_shownEvery;
        WarnOfLongWait();
        if (_isWanted)
        {
            _isShown = true;
            ProgressRecord record = Record(Math.Max(0, _begun - open), elapsed);
            cmdlet.WriteProgress(record);
            if (record.PercentComplete > _percent)
            {
                _percent = record.PercentComplete;
                RunnerLog.Progress(_percent, record.Activity);
            }
        }
    }

    /// <summary>Takes the bar away.</summary>
    internal void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, cmdlet.MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private ProgressRecord Record(int done, TimeSpan elapsed)
    {
        int rate = (int)Math.Round(done / elapsed.TotalMinutes);
        string status = _knowsAll ? FormattableString.Invariant($"{done:N0} of {_expected:N0} done") : FormattableString.Invariant($"{done:N0} done");
        status += FormattableString.Invariant($", {rate:N0} a minute");
        if (run.WaitsUntil > DateTimeOffset.UtcNow)
        {
            status += $", waiting for the rate limit until {LocalTime(run.WaitsUntil)}";
        }

        ProgressRecord record = new(ActivityId, cmdlet.MyInvocation.MyCommand.Name, status);
        if (_knowsAll && _expected > 0)
        {
            record.PercentComplete = Math.Min(100, (int)(100L * done / _expected));
            record.SecondsRemaining = rate > 0 ? (int)((_expected - done) * 60L / rate) : -1;
        }

        return record;
    }

    private void WarnOfLongWait()
    {
        if (run.WaitsUntil - DateTimeOffset.UtcNow > s_longWait && run.WaitsUntil - _warnedOf > s_longWait)
        {
            _warnedOf = run.WaitsUntil;
            cmdlet.WriteWarning($"Waiting for the rate limit until {LocalTime(_warnedOf)}. -MaximumWaitSec of the Connect- cmdlet limits such waits.");
        }
    }

    private static string LocalTime(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    // The engine would drop the records itself; not to make them keeps the run cheap.
    private static bool IsWanted(PSCmdlet cmdlet) =>
        !RunnerLog.IsSilent(
            cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? bound) ? bound : cmdlet.GetVariableValue("ProgressPreference"),
            ActionPreference.SilentlyContinue);
}
