using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Package;

/// <summary>A NuGet package as it lies in the folder of restored packages.</summary>
internal sealed record RestoredPackage(string Name, string Version, string Folder, string Sha512)
{
    private static readonly string[] s_binaries = [".dll", ".so", ".dylib"];

    private readonly Lazy<HashSet<string>> _binaries = new(() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(IsBinary).Select(path => Sha256(File.ReadAllBytes(path)))]);

    /// <summary>The names of the packages that it needs.</summary>
    public SortedSet<string> Needs { get; } = new(StringComparer.Ordinal);

    /// <summary>Its name for a bill of materials.</summary>
    public string Url => $"pkg:nuget/{Name}@{Version}";

    /// <summary>The license as its own metadata has it: an expression, else the title of the license file and an address.</summary>
    public (string? Expression, string? Title, string? Address) License
    {
        get
        {
            if (Metadata("license") is { } license && license.Attribute("type")?.Value == "expression")
            {
                return (license.Value, null, null);
            }

            string? title = Texts("LICENSE*").Select(text => Encoding.UTF8.GetString(text.Content).Trim('\uFEFF', ' ', '\r', '\n').Split('\n')[0].Trim()).FirstOrDefault();
            return (null, title ?? "see the package", Metadata("licenseUrl")?.Value);
        }
    }

    /// <summary>Whether a file is an assembly or a native library, by its name.</summary>
    public static bool IsBinary(string path) => s_binaries.Contains(Path.GetExtension(path));

    /// <summary>Whether it brings a file with this content, an assembly or a native library, for any system.</summary>
    public bool Brings(byte[] content) => _binaries.Value.Contains(Sha256(content));

    /// <summary>The texts of its license and of what it contains in turn, by the names of their files.</summary>
    /// <remarks>A package under the MIT License that brings no text gets the standard one with its own line of copyright.</remarks>
    public IEnumerable<(string Name, byte[] Text)> LicenseTexts(string mitLicense)
    {
        (string, byte[])[] licenses = [.. Texts("LICENSE*")];
        return [.. licenses.Length > 0 ? licenses : [("LICENSE.txt", StandardLicense(mitLicense))], .. Texts("THIRD-PARTY-NOTICES*")];
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
                package.Needs.UnionWith(Names(library.Value, "dependencies"));
            }
        }

        return [.. packages.Values.OrderBy(package => package.Url, StringComparer.Ordinal)];
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private byte[] StandardLicense(string mitLicense) => License.Expression == "MIT" && Metadata("copyright") is { } copyright
        ? Encoding.UTF8.GetBytes(Regex.Replace(mitLicense, "(?m)^Copyright .*?(?=\\r?$)", copyright.Value.Replace("$", "$$", StringComparison.Ordinal)))
        : throw new InvalidOperationException($"The package {Name} brings no text of its license.");

    private IEnumerable<(string Name, byte[] Content)> Texts(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)));

    private XElement? Metadata(string name) =>
        XDocument.Load(Directory.EnumerateFiles(Folder, "*.nuspec").Single()).Descendants().FirstOrDefault(element => element.Name.LocalName == name);

    private static IEnumerable<string> Names(JsonElement library, string property) =>
        library.TryGetProperty(property, out JsonElement value) ? value.EnumerateObject().Select(one => one.Name) : [];
}
