using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>What a run tells: results to the output, as lines or as one JSON array; warnings and errors to the other stream.</summary>
internal sealed class Report(TextWriter output, TextWriter error, bool json) : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = Encoder(),
    };

    private readonly List<ReportEntry> _entries = [];
    private readonly ProgressText _progress = new(error);

    /// <summary>How many errors were told.</summary>
    internal int Failed { get; private set; }

    /// <summary>Tells what every command tells of a step.</summary>
    internal void Show(SyncStep step)
    {
        switch (step)
        {
            case SyncStep.Warned warned:
                Warn(warned.Text);
                break;
            case SyncStep.Failed failed:
                Fail(failed.Target, failed.Error, failed.Line);
                break;
            case SyncStep.Progressed progressed:
                lock (_entries)
                {
                    _progress.Show(progressed.Text);
                }

                break;
        }
    }

    /// <summary>Tells what is to be done about a secret or a variable; in lines only of those that differ.</summary>
    internal void Plan(SecretComparison item)
    {
        Add(() => ReportEntry.Of(item));
        if (item.Planned != PlannedAction.Unchanged)
        {
            WriteLine($"{item.Action,-7} {item}: {item.Reason}");
        }
    }

    /// <summary>Tells what was done about a secret or a variable.</summary>
    internal void Change(SecretComparison item, ItemChange change)
    {
        Add(() => ReportEntry.Of(item, change));
        WriteLine(change.ToString());
    }

    /// <summary>Tells how often each word came, in the order of the words, and how many errors there were.</summary>
    internal void Count(IEnumerable<string> words)
    {
        IEnumerable<string> counts = words.Concat(Enumerable.Repeat("failed", Failed)).GroupBy(word => word).Select(
            group => $"{group.Count()} {group.Key}");
        WriteLine(string.Join(", ", counts.DefaultIfEmpty("No secrets")) + ".");
    }

    /// <summary>Tells an error, and what it is about.</summary>
    internal void Fail(object? target, GhSecretsException failure, long? line = null)
    {
        Failed++;
        Add(() => ReportEntry.Of(target, failure, line));
        WriteLine(error, $"{(target is null ? "" : $"{target}: ")}{failure.Message} [{failure.Id}]");
    }

    /// <summary>Tells that the run was stopped, which counts as an error.</summary>
    internal void Stop(string text)
    {
        Failed++;
        WriteLine(error, text);
    }

    /// <summary>Tells what may be wrong; on any thread.</summary>
    internal void Warn(string text) => WriteLine(error, $"Warning: {text}");

    /// <summary>Has a runner hide a value; all runners read both streams, and the output may go into a file.</summary>
    internal void Mask(SecretValue value)
    {
        foreach (string command in Runner.AtHand(Environment.GetEnvironmentVariable).SelectMany(runner => runner.Masks(value)))
        {
            error.WriteLine(command);
        }
    }

    /// <summary>Asks a person, who answers in the same line.</summary>
    internal void Prompt(string what)
    {
        _progress.Clear();
        error.Write($"{HarmlessText.Of(what)}: ");
    }

    /// <summary>Ends the line of a prompt.</summary>
    internal void EndPrompt() => error.WriteLine();

    /// <summary>Takes away what shows progress.</summary>
    public void Dispose() => _progress.Clear();

    /// <summary>Writes the array, where one is wanted.</summary>
    internal void End()
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(_entries, s_json));
        }
    }

    private void Add(Func<ReportEntry> entry)
    {
        if (json)
        {
            _entries.Add(entry());
        }
    }

    private void WriteLine(string line)
    {
        if (!json)
        {
            WriteLine(output, line);
        }
    }

    // On any thread, and below what a bar of progress has shown.
    private void WriteLine(TextWriter to, string line)
    {
        lock (_entries)
        {
            _progress.Clear();
            to.WriteLine(HarmlessText.Of(line));
        }
    }

    // A runner would read the command in a name that begins with ##, and a terminal obey what turns the direction of a text.
    private static JavaScriptEncoder Encoder()
    {
        TextEncoderSettings settings = new(UnicodeRanges.All);
        settings.ForbidCharacters(['#', .. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(HarmlessText.IsControl)]);
        return JavaScriptEncoder.Create(settings);
    }
}
