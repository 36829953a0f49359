using System;
using System.IO;
using System.Linq;

namespace Bench;

/// <summary>The programs of the machine that a row may need.</summary>
internal static class Tools
{
    /// <summary>Says which of some programs is missing, or null.</summary>
    internal static string? Missing(params string[] programs) =>
        programs.Where(program => !IsThere(program)).ToArray() is { Length: > 0 } missing ? $"without {string.Join(" and ", missing)}" : null;

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
