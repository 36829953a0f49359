using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GhSecrets.Core;

/// <summary>A runner of pipelines, which takes commands from the lines that a job writes.</summary>
/// <remarks>Every command is one line, whatever stands in it: what comes from a name or a server is escaped.</remarks>
public abstract class Runner
{
    /// <summary>A shorter line would blot out too much of the log.</summary>
    private const int ShortestMask = 4;

    /// <summary>The runners at hand, by the variables that they set; none on a person's machine.</summary>
    public static IReadOnlyList<Runner> AtHand(Func<string, string?> variable)
    {
        List<Runner> runners = [];
        if (IsTrue(variable("TF_BUILD")))
        {
            runners.Add(new AzurePipelines());
        }

        if (IsTrue(variable("GITHUB_ACTIONS")))
        {
            runners.Add(new GitHubActions());
        }

        return runners;
    }

    /// <summary>The commands that hide a value in all that the job writes from then on: one for each line of it that is long
    /// enough.</summary>
    public IReadOnlyList<string> Masks(SecretValue value)
    {
        List<string> commands = [];
        foreach (string line in Text(value).Split('\n'))
        {
            // Programs show a line without the blanks at its edges, too.
            string whole = line.TrimEnd('\r');
            foreach (string masked in new[] { whole, whole.Trim() }.Distinct())
            {
                if (masked.Length >= ShortestMask && masked.Trim().Length > 0)
                {
                    commands.Add(MaskCommand(masked));
                }
            }
        }

        return commands;
    }

    /// <summary>The command that shows an error beside the job.</summary>
    public abstract string ErrorCommand(string message);

    /// <summary>The command that shows how far the job is, in percent; null where there is none.</summary>
    public abstract string? ProgressCommand(int percent, string activity);

    private protected abstract string MaskCommand(string line);

    private static string Text(SecretValue value)
    {
        byte[] bytes = value.Bytes.ToArray();
        try
        {
            return StrictUtf8.Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are not text cannot be shown in a log.
            return "";
        }
        finally
        {
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    private static bool IsTrue(string? variable) => string.Equals(variable, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Azure Pipelines: <c>##vso[…]</c>.</summary>
    /// <remarks>Source: Azure DevOps, "Logging commands"; the escapes are those of its own task library.</remarks>
    private sealed class AzurePipelines : Runner
    {
        public override string ErrorCommand(string message) => $"##vso[task.logissue type=error]{Escape(message)}";

        public override string? ProgressCommand(int percent, string activity) =>
            FormattableString.Invariant($"##vso[task.setprogress value={percent};]{Escape(activity)}");

        private protected override string MaskCommand(string line) => $"##vso[task.setsecret]{Escape(line)}";

        private static string Escape(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
    }

    /// <summary>GitHub Actions: <c>::…::</c>.</summary>
    /// <remarks>Source: GitHub, "Workflow commands for GitHub Actions".</remarks>
    private sealed class GitHubActions : Runner
    {
        public override string ErrorCommand(string message) => $"::error::{Escape(message)}";

        public override string? ProgressCommand(int percent, string activity) => null;

        private protected override string MaskCommand(string line) => $"::add-mask::{Escape(line)}";

        private static string Escape(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
    }
}
