using System;
using System.IO;
using System.Linq;

namespace Package;

/// <summary>The console <c>ghsecrets</c> as a .NET tool, which <c>dotnet tool install</c> takes from a folder.</summary>
internal static class Tool
{
    /// <summary>Packs the tool into a folder of its own, because NuGet knows no difference between its name and the module's.</summary>
    public static string Pack(string root, string license, string folder)
    {
        string project = Path.Combine(root, "src", "GhSecrets.Console");
        string work = Path.Combine(root, "out", "tool");
        if (Directory.Exists(work))
        {
            // Nothing of an earlier build counts.
            Directory.Delete(work, recursive: true);
        }

        string files = Path.Combine(work, "files");
        string licenses = Path.Combine(work, "licenses");
        DotNet(root, "publish", project, "-c", "Release", "-o", files, "-v", "quiet");
        Contents.WriteLicenses(licenses, Contents.PackagesIn(files, RestoredPackage.Of(project)), license);
        string output = Path.GetFullPath(folder);
        DotNet(root, "pack", project, "-c", "Release", "--no-build", "-o", output, "-v", "quiet", $"--property:LicensesFolder={licenses}");
        string package = Directory.EnumerateFiles(output, "*.nupkg").Single();
        return $"{Path.Combine(folder, Path.GetFileName(package))}: ghsecrets as a .NET tool";
    }

    private static void DotNet(string folder, params string[] arguments)
    {
        (int code, string said) = Command.Run("dotnet", folder, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException(said);
        }
    }
}
