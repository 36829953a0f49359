using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Package;

/// <summary>The native libraries of the package <c>libsodium</c>, which not every package source has.</summary>
internal static class Libsodium
{
    /// <summary>Restores the package; null when the source does not have it.</summary>
    public static RestoredPackage? Restore(string projectFolder)
    {
        using Process restore = Process.Start(new ProcessStartInfo("dotnet", ["restore", projectFolder, "--force"]) { RedirectStandardOutput = true })!;
        string said = restore.StandardOutput.ReadToEnd();
        restore.WaitForExit();
        if (restore.ExitCode == 0)
        {
            return RestoredPackage.Of(projectFolder).Single(package => package.Name == "libsodium");
        }

        // NU1101 to NU1103: no such package, or not in this version. Anything else must not make a package without it.
        return said.Contains("NU110", StringComparison.Ordinal) ? null : throw new InvalidOperationException(said);
    }

    /// <summary>Lays the libraries beside the assemblies that load them: all for PowerShell 7, those of Windows for Windows PowerShell.</summary>
    public static void CopyTo(RestoredPackage package, string moduleFolder)
    {
        string runtimes = Path.Combine(package.Folder, "runtimes");
        foreach (string file in Directory.EnumerateFiles(runtimes, "libsodium.*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(package.Folder, file);
            string platform = Path.GetRelativePath(runtimes, file).Split(Path.DirectorySeparatorChar)[0];
            if (platform.StartsWith("win-", StringComparison.Ordinal))
            {
                Copy(file, Path.Combine(moduleFolder, "bin", "net472", path));
            }

            if (platform.StartsWith("win-", StringComparison.Ordinal) || platform.StartsWith("linux-", StringComparison.Ordinal) || platform.StartsWith("osx-", StringComparison.Ordinal))
            {
                Copy(file, Path.Combine(moduleFolder, "bin", "net8.0", path));
            }
        }
    }

    private static void Copy(string file, string destination)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        File.Copy(file, destination, overwrite: true);
    }
}
