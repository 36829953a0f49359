using System;
using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What a cmdlet tells the runner of a pipeline, on the output of the process itself, where no transcript sees it; nothing on a
/// person's machine.</summary>
internal static class RunnerLog
{
    /// <summary>Has a value hidden in all that the job writes from then on.</summary>
    internal static void Mask(SecretValue value) => Write(runner => runner.Masks(value));

    /// <summary>Shows an error beside the job, unless the caller wants to see none.</summary>
    internal static void Error(PSCmdlet cmdlet, ErrorRecord record)
    {
        object? preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? bound)
            ? bound
            : cmdlet.GetVariableValue("ErrorActionPreference");
        if (!IsSilent(preference, ActionPreference.SilentlyContinue) && !IsSilent(preference, ActionPreference.Ignore))
        {
            Write(runner => [runner.ErrorCommand(record.ErrorDetails?.Message ?? record.Exception.Message)]);
        }
    }

    /// <summary>Shows how far the job is.</summary>
    internal static void Progress(int percent, string activity) =>
        Write(runner => runner.ProgressCommand(percent, activity) is string command ? [command] : []);

    /// <summary>Whether a preference, which may be a word, is the one that is meant.</summary>
    internal static bool IsSilent(object? preference, ActionPreference meant) =>
        LanguagePrimitives.Equals(preference, meant.ToString(), ignoreCase: true);

    private static void Write(Func<Runner, IReadOnlyList<string>> commands)
    {
        foreach (Runner runner in Runner.AtHand(Environment.GetEnvironmentVariable))
        {
            foreach (string command in commands(runner))
            {
                Console.Out.WriteLine(command);
            }
        }
    }
}
