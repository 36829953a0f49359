using System;

namespace GhSecrets.Core;

/// <summary>Where a declared file's values come from, besides the file and its folder.</summary>
public sealed class ValueSources
{
    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The folder at which relative paths in the rows of a CSV file start, as they do when a cmdlet takes the rows; by default the
    /// process's.</summary>
    public string CurrentFolder { get; init; } = "";

    /// <summary>Reads a secret by its name, and its vault when one is named, and hands the value over; null when it is not there. Asked on
    /// the thread that reads the file; null where there is no PowerShell.</summary>
    public Func<string, string?, SecretValue?>? Vault { get; init; }
}
