using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Which ledger a declared file uses, and what the ledger calls the file.</summary>
/// <param name="file">The declared file; a relative path starts at the process's folder, not PowerShell's.</param>
public sealed class LedgerOptions(string file)
{
    private string? _owner;

    /// <summary>The ledger's folder; null for the one beside the file.</summary>
    public string? Folder { get; init; }

    /// <summary>The key of the ledger's fingerprints and signatures; null when there is none, and then nothing counts as
    /// unchanged.</summary>
    public LedgerKey? Key { get; init; }

    /// <summary>The former name of the declared file, whose entries become this file's; null for none.</summary>
    public string? AdoptedFrom { get; init; }

    /// <summary>Where a relative path of <see cref="AdoptedFrom"/> starts.</summary>
    public string CurrentFolder { get; init; } = "";

    /// <summary>What a run without a key must know, or null.</summary>
    /// <param name="writesSecrets">Whether secrets are declared, and not variables alone.</param>
    /// <param name="prunes">Whether the run removes.</param>
    /// <param name="howToGive">How the face takes a key, as the beginning of a sentence: <c>Set NAME</c>.</param>
    public string? Doubt(bool writesSecrets, bool prunes, string howToGive) => Key is not null || !(writesSecrets || prunes) ? null
        : $"There is no ledger key, so that {string.Join(", and ", Consequences(writesSecrets, prunes))}. "
            + $"{howToGive}: any {LedgerKey.MinimumLength} characters or more that only you know, the same each time.";

    private static IEnumerable<string> Consequences(bool writesSecrets, bool prunes)
    {
        if (writesSecrets)
        {
            yield return "every declared secret is written again";
        }

        if (prunes)
        {
            yield return "the ledger that says what may be removed is not signed";
        }
    }

    /// <summary>The folder that is used.</summary>
    internal string FolderPath => Path.GetFullPath(Folder ?? Ledger.DefaultFolder(file));

    /// <summary>The name of the declared file in the ledger: its path from the ledger's folder, with slashes on every system.</summary>
    internal string Owner => _owner ??= NameOf(file);

    /// <summary>What the ledger may call a file of the former name: the text as it was given, or its path from the ledger's
    /// folder.</summary>
    internal IReadOnlyList<string> Adopted =>
        AdoptedFrom is null ? [] : [AdoptedFrom.Replace('\\', '/'), NameOf(Path.Combine(CurrentFolder, AdoptedFrom))];

    private string NameOf(string declared)
    {
        StringComparison comparison = Path.DirectorySeparatorChar == '/' ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        string[] from = Parts(FolderPath);
        string[] to = Parts(Path.GetFullPath(declared));
        int common = from.Zip(to, (one, other) => one.Equals(other, comparison)).TakeWhile(isSame => isSame).Count();

        // Nothing in common is another drive.
        return common == 0 ? string.Join("/", to) : string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }

    private static string[] Parts(string path) => path.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
}
