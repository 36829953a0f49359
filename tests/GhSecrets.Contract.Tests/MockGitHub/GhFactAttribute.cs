using System;
using System.IO;
using System.Linq;

namespace GhSecrets.Contract.Tests;

/// <summary>A test that runs GitHub's own command line, and is skipped on a machine without it.</summary>
internal sealed class GhFactAttribute : FactAttribute
{
    public GhFactAttribute()
    {
        if (Program is null)
        {
            Skip = "gh is not on PATH.";
        }
    }

    /// <summary>The path of gh, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "gh.exe" : "gh"))
        .FirstOrDefault(File.Exists);
}
