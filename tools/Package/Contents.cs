using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Package;

/// <summary>Where the files of the module come from.</summary>
internal static class Contents
{
    /// <summary>The packages of which a file is in a folder; a binary that comes neither from one nor from this project is refused.</summary>
    public static RestoredPackage[] PackagesIn(string folder, IReadOnlyCollection<RestoredPackage> restored)
    {
        HashSet<RestoredPackage> used = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(RestoredPackage.IsBinary))
        {
            if (!Path.GetFileName(path).StartsWith("GhSecrets", StringComparison.OrdinalIgnoreCase))
            {
                byte[] content = File.ReadAllBytes(path);
                used.Add(restored.FirstOrDefault(package => package.Brings(content))
                    ?? throw new InvalidOperationException($"No package that was restored brings {Path.GetRelativePath(folder, path)}."));
            }
        }

        return [.. used.OrderBy(package => package.Url, StringComparer.Ordinal)];
    }

    /// <summary>Lays the license of each package into a folder of its name.</summary>
    public static void WriteLicenses(string folder, IEnumerable<RestoredPackage> packages, string mitLicense)
    {
        foreach (RestoredPackage package in packages)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, package.Name)).FullName;
            foreach ((string name, byte[] text) in package.LicenseTexts(mitLicense))
            {
                File.WriteAllBytes(Path.Combine(own, name), text);
            }
        }
    }
}
