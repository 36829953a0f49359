using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Package;

/// <summary>What the package takes from the module's manifest.</summary>
internal sealed class Manifest(string moduleFolder)
{
    private readonly string _text = File.ReadAllText(Path.Combine(moduleFolder, "GhSecrets.psd1"));

    /// <summary>One text, such as <c>ModuleVersion</c>.</summary>
    public string Text(string key) => Regex.Match(_text, $@"\b{key}\s*=\s*'([^']*)'").Groups[1].Value;

    /// <summary>The texts of a list, such as <c>CmdletsToExport</c>.</summary>
    public IReadOnlyList<string> List(string key) =>
        [.. Regex.Matches(Regex.Match(_text, $@"\b{key}\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];
}
