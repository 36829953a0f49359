using System;
using System.Diagnostics;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The progress bar of a cmdlet, which also tells the runner of a pipeline how far the job is.</summary>
/// <param name="cmdlet">The cmdlet, on whose thread alone this is used.</param>
internal sealed class ProgressLine(PSCmdlet cmdlet)
{
    // Any number that another command's bar is not likely to have.
    private const int ActivityId = 1_205_447_310;

    private static readonly TimeSpan s_firstShown = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_shownEvery = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly bool _isWanted = IsWanted(cmdlet);
    private TimeSpan _due = s_firstShown;
    private bool _isShown;
    private int _percent;

    /// <summary>Whether it is time to show where things are; true once for each time.</summary>
    internal bool IsDue()
    {
        TimeSpan elapsed = _time.Elapsed;
        bool isDue = elapsed >= _due;
        _due = isDue ? elapsed + s_shownEvery : _due;
        return isDue;
    }

    /// <summary>Shows where things are.</summary>
    /// <param name="status">In words.</param>
    /// <param name="percent">How much is done; -1 when that is not known.</param>
    /// <param name="secondsRemaining">How long the rest takes; -1 when that is not known.</param>
    /// <param name="isChange">Whether it is about changes, so that the job is as far.</param>
    internal void Show(string status, int percent, int secondsRemaining, bool isChange = true)
    {
        if (!_isWanted)
        {
            return;
        }

        _isShown = true;
        string activity = cmdlet.MyInvocation.MyCommand.Name;
        cmdlet.WriteProgress(
            new ProgressRecord(ActivityId, activity, HarmlessText.Of(status))
            {
                PercentComplete = percent,
                SecondsRemaining = secondsRemaining,
            });
        if (isChange && percent > _percent)
        {
            _percent = percent;
            RunnerLog.Progress(percent, activity);
        }
    }

    /// <summary>Takes the bar away.</summary>
    internal void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(
                new ProgressRecord(ActivityId, cmdlet.MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    // The engine would drop the records itself; not to make them keeps the run cheap.
    private static bool IsWanted(PSCmdlet cmdlet) =>
        !RunnerLog.IsSilent(
            cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? bound)
                ? bound
                : cmdlet.GetVariableValue("ProgressPreference"),
            ActionPreference.SilentlyContinue);
}
