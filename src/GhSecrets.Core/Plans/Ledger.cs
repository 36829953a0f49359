using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What was written where, and by which fingerprint: a folder with a small file for each scope, safe to commit.</summary>
/// <remarks>The files of two hosts never mix, nor do those of two slices; two runs of the same scopes at once must not share a ledger.</remarks>
public sealed class Ledger
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<SecretScope, LedgerScope> _scopes;

    private Ledger(string folder, IReadOnlyList<LedgerScope> scopes)
    {
        _folder = folder;
        _scopes = new(scopes.Select(scope => new KeyValuePair<SecretScope, LedgerScope>(scope.Scope, scope)));
        Scopes = scopes.Select(scope => scope.Scope).ToList();
    }

    /// <summary>The scopes that had a file when the ledger was opened, sorted by its name.</summary>
    public IReadOnlyList<SecretScope> Scopes { get; }

    /// <summary>Where the ledger of a declared file lies, unless it is told otherwise: beside it.</summary>
    public static string DefaultFolder(string file) => file + ".ledger";

    /// <summary>Reads all files of a host; a folder that is not there is an empty ledger, and is made by the first save.</summary>
    /// <param name="folder">The ledger's folder; a relative path starts at the process's folder, not PowerShell's.</param>
    /// <param name="host">The host that the secrets are on.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when a file is none of a ledger or cannot be read.</exception>
    public static Ledger Open(string folder, ApiHost host)
    {
        string ofHost = Path.GetFullPath(Path.Combine(folder, host.FolderName));
        return new Ledger(ofHost, Directory.Exists(ofHost) ? LedgerFile.ReadAll(ofHost) : []);
    }

    /// <summary>What is kept of a scope's secrets; one object for a scope, in whichever letter case it is asked for.</summary>
    public LedgerScope For(SecretScope scope) =>
        _scopes.GetOrAdd(
            scope,
            wanted => new LedgerScope(wanted, new(StringComparer.Ordinal), new LedgerFile(Path.Combine(_folder, LedgerFile.NameOf(wanted))).SaveAsync));
}
