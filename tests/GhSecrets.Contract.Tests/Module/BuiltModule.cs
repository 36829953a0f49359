using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GhSecrets.Contract.Tests;

/// <summary>The module as the build laid it out, read without running any of it.</summary>
internal sealed class BuiltModule : IDisposable
{
    private readonly MetadataLoadContext _context;

    public BuiltModule()
    {
        IEnumerable<string> references = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Concat(Directory.EnumerateFiles(Binaries, "*.dll", SearchOption.AllDirectories))
            .Append(PathOf("PowerShellStandard"));
        _context = new MetadataLoadContext(new PathAssemblyResolver(references));
        Assembly = _context.LoadFromAssemblyPath(Path.Combine(Binaries, "GhSecrets.dll"));
        Core = _context.LoadFromAssemblyPath(Path.Combine(Binaries, "dependencies", "GhSecrets.Core.dll"));
        Cmdlets = [.. Assembly.GetTypes().Select(Cmdlet.Read).OfType<Cmdlet>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    /// <summary>The folder with <c>GhSecrets.sln</c>.</summary>
    public static string RepositoryRoot => PathOf("RepositoryRoot");

    /// <summary><c>out/GhSecrets/VERSION/</c>.</summary>
    public static string Folder => PathOf("ModuleFolder");

    /// <summary>The text of the manifest that lies in <see cref="Folder"/>.</summary>
    public static string Manifest => File.ReadAllText(Path.Combine(Folder, "GhSecrets.psd1"));

    public Assembly Assembly { get; }

    public Assembly Core { get; }

    public IReadOnlyList<Cmdlet> Cmdlets { get; }

    /// <summary>The text of each documented member's summary, by the id of the member.</summary>
    public static IReadOnlyDictionary<string, string> Summaries => XDocument.Load(PathOf("ModuleDocumentation"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => Regex.Replace(member.Element("summary")?.Value ?? "", "\\s+", " ").Trim(), StringComparer.Ordinal);

    /// <summary>The folder with the reference assemblies of .NET Framework 4.7.2.</summary>
    public static string Framework => PathOf("Framework");

    private static string Binaries => Path.Combine(Folder, "bin", "net8.0");

    /// <summary>The texts of a list in the manifest, such as <c>CmdletsToExport</c>.</summary>
    public static IReadOnlyList<string> ManifestList(string key) =>
        [.. Regex.Matches(Regex.Match(Manifest, $@"\b{key}\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];

    /// <summary>One text of the manifest, such as <c>ModuleVersion</c>.</summary>
    public static string ManifestText(string key) => Regex.Match(Manifest, $@"\b{key}\s*=\s*'([^']*)'").Groups[1].Value;

    public void Dispose() => _context.Dispose();

    private static string PathOf(string key) =>
        typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
