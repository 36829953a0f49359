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
        string licenses = Path.Combine(root, "out", "tool", "licenses");
        DotNet(root, "build", project, "-c", "Release", "-v", "quiet");
        RestoredPackage[] packages = Contents.PackagesIn(Path.Combine(project, "bin", "Release"), RestoredPackage.Of(project));
        Contents.WriteLicenses(licenses, packages, license);
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
