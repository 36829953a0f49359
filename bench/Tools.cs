using System;
using System.IO;
using System.Linq;

namespace Bench;

/// <summary>The programs of the machine that a row may need.</summary>
internal sealed class Tools(string powershell)
{
    /// <summary>The PowerShell to measure in.</summary>
    internal string PowerShell => powershell;

    /// <summary>Whether the module itself can be measured, and not <c>ghsecrets</c> in its place.</summary>
    internal bool HasPowerShell { get; } = IsThere(powershell);

    /// <summary>Says which of some programs is missing, or null.</summary>
    internal string? Missing(params string[] programs) =>
        programs.Where(program => !(program == "pwsh" ? HasPowerShell : IsThere(program))).ToArray() is { Length: > 0 } missing
            ? $"without {string.Join(" and ", missing)}"
            : null;

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
