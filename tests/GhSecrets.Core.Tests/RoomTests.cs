using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GhSecrets.Core.Tests;

/// <summary>A file's room is its folder, and docs/ARCHITECTURE.md lists the rooms of Core from the top down: a room knows only those below it.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] s_strangers = ["Scopes", "Sealing", "Session", "Bulk"];
    private static readonly string s_root = Path.Combine(Build.RepositoryRoot, "src/GhSecrets.Core");

    [Fact]
    public void EveryRoomIsListed_AndKnowsOnlyWhatIsBelowIt()
    {
        string[] rooms = [.. RoomRow().Matches(File.ReadAllText(Path.Combine(Build.RepositoryRoot, "docs/ARCHITECTURE.md"))).Select(row => row.Groups["room"].Value)];
        (string Room, string File, string Text)[] files = [.. Directory.EnumerateFiles(s_root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Room: Path.GetDirectoryName(Path.GetRelativePath(s_root, path))!, File: Path.GetFileName(path), Text: NoCode().Replace(File.ReadAllText(path), "")))
            .Where(file => !file.Room.StartsWith("obj", StringComparison.Ordinal) && !file.Room.StartsWith("bin", StringComparison.Ordinal) && file.Room != "Polyfills")];
        Assert.Equal(rooms.Order(), files.Select(file => file.Room).Distinct().Order());

        // What an enumeration lists are words, though a type may have the same name.
        // A type's home is the file that declares it at the left margin; what is nested in another is reached by way of that one.
        ILookup<string, string> homes = files
            .SelectMany(file => Declaration().Matches(file.Text).Select(type => (file.Room, Type: type.Groups["type"].Value)))
            .Distinct()
            .ToLookup(type => type.Type, type => type.Room);
        Assert.All(homes, home => Assert.Single(home));

        IEnumerable<string> arrows =
            from file in files
            from name in Name().Matches(file.Text).Select(match => match.Value).Distinct()
            from home in homes[name]
            where home != file.Room
            where Array.IndexOf(rooms, home) < Array.IndexOf(rooms, file.Room) || (s_strangers.Contains(home) && s_strangers.Contains(file.Room))
            select $"{file.Room}/{file.File} knows {home}/{name}";
        Assert.Empty(arrows);
    }

    [GeneratedRegex(@"^\| `src/GhSecrets\.Core/?(?<room>\w*)` \|", RegexOptions.Multiline)]
    private static partial Regex RoomRow();

    [GeneratedRegex(@"//.*|""(?:\\.|[^""\\\r\n])*""|(?<=^public enum \w+\s+)\{[\s\S]*?^\}", RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record) (?:struct |class )?(?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Name();
}
