using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace Package;

/// <summary>A NuGet package as it lies in the folder of restored packages.</summary>
internal sealed record RestoredPackage(string Name, string Version, string Folder, string Sha512)
{
    /// <summary>The names of the assemblies that it brings, for any of the frameworks.</summary>
    public HashSet<string> Assemblies { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of the packages that it needs.</summary>
    public SortedSet<string> Needs { get; } = new(StringComparer.Ordinal);

    /// <summary>Its name for a bill of materials.</summary>
    public string Url => $"pkg:nuget/{Name}@{Version}";

    /// <summary>The license as its own metadata has it: an expression, else the title of the license file and an address.</summary>
    public (string? Expression, string? Title, string? Address) License
    {
        get
        {
            XElement metadata = XDocument.Load(Directory.EnumerateFiles(Folder, "*.nuspec").Single()).Root!.Elements().First(element => element.Name.LocalName == "metadata");
            XElement? license = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
            if (license?.Attribute("type")?.Value == "expression")
            {
                return (license.Value, null, null);
            }

            string? file = Directory.EnumerateFiles(Folder, "LICENSE*").Order(StringComparer.Ordinal).FirstOrDefault();
            string? title = file is null ? null : File.ReadLines(file).FirstOrDefault(line => line.Trim().Length > 0)?.Trim();
            return (null, title ?? "see the package", metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value);
        }
    }

    /// <summary>All packages that a project was restored with, from the assets of its restore.</summary>
    public static IReadOnlyList<RestoredPackage> Of(string projectFolder)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(projectFolder, "obj", "project.assets.json")));
        string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        Dictionary<string, RestoredPackage> packages = [];
        foreach (JsonProperty library in assets.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() == "package")
            {
                string[] parts = library.Name.Split('/');
                string path = library.Value.GetProperty("path").GetString()!;
                string sha512 = Convert.ToHexStringLower(Convert.FromBase64String(library.Value.GetProperty("sha512").GetString()!));
                packages.Add(library.Name, new(parts[0], parts[1], folders.Select(folder => Path.Combine(folder, path)).First(Directory.Exists), sha512));
            }
        }

        foreach (JsonProperty library in assets.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            if (packages.TryGetValue(library.Name, out RestoredPackage? package))
            {
                package.Assemblies.UnionWith(Names(library.Value, "runtime").Select(path => Path.GetFileName(path)));
                package.Needs.UnionWith(Names(library.Value, "dependencies"));
            }
        }

        return [.. packages.Values.OrderBy(package => package.Url, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Names(JsonElement library, string property) =>
        library.TryGetProperty(property, out JsonElement value) ? value.EnumerateObject().Select(one => one.Name) : [];
}
