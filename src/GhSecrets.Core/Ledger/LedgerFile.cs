using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>One scope's file of a ledger, which is replaced as a whole: whoever reads it finds the state before a save or the one after,
/// whenever a run was killed.</summary>
/// <param name="path">Where it lies.</param>
internal sealed class LedgerFile(string path)
{
    private const string Extension = ".json";

    // Before a path, which begins with none of these: an environment may be called anything.
    private const string OfVariables = "variables~";

    private const int LongestName = 150;
    private const int KeptOfLongPath = 80;
    private const int NamedFiles = 3;
    private const int TriedBytes = 4096;

    private readonly string _temporary = path + ".tmp";

    /// <summary>The name of a scope's file: its path in lower case, a part of it and its SHA-256 when that is long; that of its variables
    /// says so first.</summary>
    internal static string NameOf(SecretScope scope)
    {
        string path = scope.Place.ToLowerInvariant().Replace('/', '~');
        if (scope.Items == ItemKind.Variable)
        {
            path = OfVariables + path;
        }

        // Shorter than any name with a hash, so that none can be the name of another.
        return path.Length + Extension.Length < LongestName
            ? path + Extension
            : $"{path.Substring(0, KeptOfLongPath)}~{Hex(ScopeHash.Of(scope))}{Extension}";
    }

    /// <summary>Reads every file of a folder, sorted by name, and says which are not believed; what a killed run left behind is
    /// none.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when one cannot be read.</exception>
    internal static (IReadOnlyList<Content> Contents, IReadOnlyList<string> Warnings) ReadAll(string folder, ApiHost host, LedgerKey? key)
    {
        try
        {
            var files = Directory.GetFiles(folder)
                .Where(path => Path.GetExtension(path) == Extension)
                .OrderBy(path => path, StringComparer.Ordinal)
                .Select(path => (Path: path, Found: Read(path, host, key)))
                .ToList();
            return (
                files.Select(file => file.Found.Content).OfType<Content>().ToList(),
                files.Where(file => file.Found.Content is null)
                    .GroupBy(file => file.Found.Doubt!, file => file.Path)
                    .Select(Warning)
                    .ToList());
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The ledger's folder '{folder}' cannot be read: {failure.Message}",
                failure);
        }
    }

    /// <summary>What one file holds, or why it is not believed: the table of doubts.</summary>
    private static (Content? Content, string? Doubt) Read(string path, ApiHost host, LedgerKey? key)
    {
        LedgerJson.Parsed text;
        try
        {
            text = LedgerJson.Read(RegularFile.ReadText(path));
        }
        catch (FormatException)
        {
            // What stands there instead, such as the marks of a merge, is not quoted.
            return (null, "is not a file of a ledger that this version knows");
        }

        string? doubt =
            NameOf(text.Content.Scope) != Path.GetFileName(path) ? "belongs to another scope"
            : text.Host is not null && !text.Host.Equals(host.Name, StringComparison.OrdinalIgnoreCase) ? "belongs to another host"
            : key is null ? null
            : text.Signature is null ? "is not signed"
            : !key.HasSigned(LedgerJson.SignedTexts(text.Content, host), text.Signature)
                ? "is not signed with this ledger key, or was changed since"
            : null;
        return doubt is null ? (text.Content, null) : (null, doubt);
    }

    private static string Warning(IGrouping<string, string> files)
    {
        List<string> names = files.Select(path => $"'{path}'").ToList();
        string others = names.Count > NamedFiles ? FormattableString.Invariant($" and {names.Count - NamedFiles} more") : "";
        return $"The ledger is not believed where its file {files.Key}: {string.Join(", ", names.Take(NamedFiles))}{others}. "
            + "What is declared there is written again, and nothing there is pruned.";
    }

    /// <summary>Puts the entries in the place of what is there; without any, there is no file.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>.</exception>
    internal Task SaveAsync(Content content, ApiHost host, LedgerKey? key) => WriteAsync(async () =>
    {
        if (content.Entries.Count == 0)
        {
            File.Delete(path);
            return;
        }

        await WriteNewAsync(LedgerJson.Write(content, host, key)).ConfigureAwait(false);
        Replace();
    });

    /// <summary>Writes as a save does, and leaves nothing behind.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>.</exception>
    internal Task TryAsync() => WriteAsync(async () =>
    {
        await WriteNewAsync(new string(' ', TriedBytes)).ConfigureAwait(false);
        File.Delete(_temporary);
    });

    private async Task WriteAsync(Func<Task> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Whatever a killed run left there, or somebody laid there: a link goes, and not what it leads to.
            File.Delete(_temporary);
            await write().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw new GhSecretsException(
                ErrorId.LedgerNotWritable,
                $"The ledger's file '{path}' cannot be written: {failure.Message} "
                    + "Make its folder writable, or give another one (-LedgerPath, --ledger).",
                failure);
        }
    }

    private async Task WriteNewAsync(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        using FileStream file = new(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
        await file.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);

        // The rename must not reach the disk before the bytes do.
        file.Flush(flushToDisk: true);
    }

    private void Replace()
    {
#if NET
        File.Move(_temporary, path, overwrite: true);
#else
        if (File.Exists(path))
        {
            File.Replace(_temporary, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_temporary, path);
        }
#endif
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private static bool IsFailure(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>What a file holds: a scope, the id of its repository where it is known, and an entry for each item by its name in upper
    /// case.</summary>
    internal sealed record Content(SecretScope Scope, long? RepositoryId, SortedDictionary<string, LedgerEntry> Entries);
}
