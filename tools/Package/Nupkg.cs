using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace Package;

/// <summary>The module as a NuGet package of the kind that PowerShell installs: its files at the root, and no <c>lib</c>.</summary>
internal static class Nupkg
{
    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly XNamespace s_relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace s_contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    /// <summary>Packs the files; the same files give the same bytes.</summary>
    public static byte[] Pack(Manifest manifest, IReadOnlyDictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", Bytes(Relationships()));
            Add(zip, "GhSecrets.nuspec", Bytes(Nuspec(manifest)));
            foreach ((string path, byte[] content) in files)
            {
                Add(zip, path, content);
            }

            Add(zip, "[Content_Types].xml", Bytes(ContentTypes(files.Keys)));
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(path);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    private static XElement Nuspec(Manifest manifest)
    {
        IReadOnlyList<string> cmdlets = manifest.List("CmdletsToExport");

        // What Find-PSResource looks for, as Publish-PSResource writes it.
        IEnumerable<string> tags =
        [
            .. manifest.List("Tags"), "PSModule", "PSIncludes_Cmdlet",
            .. cmdlets.Select(cmdlet => $"PSCmdlet_{cmdlet}"), .. cmdlets.Select(cmdlet => $"PSCommand_{cmdlet}"),
        ];
        return new XElement(s_nuspec + "package", new XElement(
            s_nuspec + "metadata",
            new XElement(s_nuspec + "id", "GhSecrets"),
            new XElement(s_nuspec + "version", manifest.Text("ModuleVersion")),
            new XElement(s_nuspec + "authors", manifest.Text("Author")),
            new XElement(s_nuspec + "owners", manifest.Text("CompanyName")),
            new XElement(s_nuspec + "requireLicenseAcceptance", "false"),
            new XElement(s_nuspec + "license", new XAttribute("type", "expression"), "MIT"),
            new XElement(s_nuspec + "description", manifest.Text("Description")),
            new XElement(s_nuspec + "copyright", manifest.Text("Copyright")),
            new XElement(s_nuspec + "tags", string.Join(' ', tags))));
    }

    private static XElement Relationships() => new(s_relationships + "Relationships", new XElement(
        s_relationships + "Relationship",
        new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
        new XAttribute("Target", "/GhSecrets.nuspec"),
        new XAttribute("Id", "R1")));

    private static XElement ContentTypes(IEnumerable<string> paths)
    {
        IEnumerable<XElement> byExtension = paths
            .Select(path => Path.GetExtension(path).TrimStart('.').ToLowerInvariant())
            .Where(extension => extension.Length > 0)
            .Append("nuspec")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(extension => Default(extension, "application/octet-stream"));
        IEnumerable<XElement> byName = paths
            .Where(path => Path.GetExtension(path).Length == 0)
            .Select(path => new XElement(s_contentTypes + "Override", new XAttribute("PartName", "/" + path), new XAttribute("ContentType", "application/octet-stream")));
        return new XElement(s_contentTypes + "Types", Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), byExtension, byName);
    }

    private static XElement Default(string extension, string type) =>
        new(s_contentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static byte[] Bytes(XElement element) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{element}\n".Replace("\r\n", "\n", StringComparison.Ordinal));
}
