using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>One scope's file of a ledger, which is replaced as a whole: whoever reads it finds the state before a save or the one after, whenever a run was killed.</summary>
/// <param name="path">Where it lies.</param>
internal sealed class LedgerFile(string path)
{
    private const string Extension = ".json";

    private const int LongestName = 150;
    private const int KeptOfLongPath = 80;

    // A run that was killed leaves it behind; the scope's next save takes it over.
    private readonly string _temporary = path + ".tmp";

    /// <summary>The name of a scope's file: its path in lower case, a part of it and its SHA-256 when that is long.</summary>
    internal static string NameOf(SecretScope scope)
    {
        string path = scope.Path.Substring(0, scope.Path.LastIndexOf('/')).ToLowerInvariant().Replace('/', '~');

        // Shorter than any name with a hash, so that none can be the name of another.
        return path.Length + Extension.Length < LongestName
            ? path + Extension
            : $"{path.Substring(0, KeptOfLongPath)}~{string.Concat(ScopeHash.Of(scope).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)))}{Extension}";
    }

    /// <summary>Reads every file of a folder, sorted by name; what a killed run left behind is none.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when one is no file of a ledger, or cannot be read.</exception>
    internal static List<LedgerScope> ReadAll(string folder)
    {
        try
        {
            return Directory.GetFiles(folder)
                .Where(path => Path.GetExtension(path) == Extension)
                .OrderBy(path => path, StringComparer.Ordinal)
                .Select(path => new LedgerFile(path).Read())
                .ToList();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The ledger's folder '{folder}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads the scope and its entries.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it is no file of a ledger, or another scope's.</exception>
    private LedgerScope Read()
    {
        try
        {
            (SecretScope scope, SortedDictionary<string, LedgerEntry> entries) = LedgerJson.Read(File.ReadAllText(path, Encoding.UTF8));
            if (NameOf(scope) == Path.GetFileName(path))
            {
                return new LedgerScope(scope, entries, SaveAsync);
            }
        }
        catch (FormatException)
        {
            // What stands there instead, such as the marks of a merge, is not quoted.
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The ledger's file '{path}' cannot be read: {failure.Message}", failure);
        }

        throw new GhSecretsException(
            ErrorId.InvalidArgument, $"'{path}' is no file of a ledger that this version knows, or another scope's. Restore it, or delete it: then its secrets are written again.");
    }

    /// <summary>Puts the entries in the place of what is there; without any, there is no file.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the folder cannot be written.</exception>
    internal async Task SaveAsync(SecretScope scope, SortedDictionary<string, LedgerEntry> entries)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (entries.Count == 0)
            {
                File.Delete(_temporary);
                File.Delete(path);
                return;
            }

            byte[] text = Encoding.UTF8.GetBytes(LedgerJson.Write(scope, entries));
            using (FileStream file = new(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true))
            {
                await file.WriteAsync(text, 0, text.Length).ConfigureAwait(false);

                // The rename must not reach the disk before the bytes do.
                file.Flush(flushToDisk: true);
            }

            Replace();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument, $"The ledger's file '{path}' cannot be written: {failure.Message} Make its folder writable, or give another one (-LedgerPath, --ledger).", failure);
        }
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

    private static bool IsFailure(Exception failure) => failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;
}
