using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What was written where, and by which fingerprint: a folder with a small file for each scope, safe to commit.</summary>
/// <remarks>The files of two hosts never mix, nor do those of two slices; two runs of the same scopes at once must not share a
/// ledger.</remarks>
public sealed class Ledger
{
    private readonly string _folder;
    private readonly ApiHost _host;
    private readonly LedgerKey? _key;
    private readonly ConcurrentDictionary<SecretScope, LedgerScope> _scopes;
    private volatile GhSecretsException? _failure;

    private Ledger(string folder, ApiHost host, LedgerKey? key)
    {
        (_folder, _host, _key) = (folder, host, key);
        (IReadOnlyList<LedgerFile.Content> contents, Warnings) = Directory.Exists(folder)
            ? LedgerFile.ReadAll(folder, host, key)
            : ([], []);
        List<LedgerScope> scopes = contents
            .Select(content => new LedgerScope(content.Scope, content.Entries, SaveAsync) { RepositoryId = content.RepositoryId })
            .ToList();
        _scopes = new(scopes.Select(scope => new KeyValuePair<SecretScope, LedgerScope>(scope.Scope, scope)));
        Scopes = scopes.ConvertAll(scope => scope.Scope);
    }

    /// <summary>The scopes that had a file to go by when the ledger was opened, sorted by its name.</summary>
    public IReadOnlyList<SecretScope> Scopes { get; }

    /// <summary>Which files are not believed, and why: what they hold counts as unknown.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Why the ledger could not be written; null while all that was to be kept was.</summary>
    internal GhSecretsException? Failure => _failure;

    /// <summary>Where the ledger of a declared file lies, unless it is told otherwise: beside it.</summary>
    public static string DefaultFolder(string file) => file + ".ledger";

    /// <summary>Reads all files of a host; a folder that is not there is an empty ledger, and is made by the first save.</summary>
    /// <param name="folder">The ledger's folder; a relative path starts at the process's folder, not PowerShell's.</param>
    /// <param name="host">The host that the secrets are on.</param>
    /// <param name="key">The key that its files are signed with; null believes those that no key has signed.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when a file cannot be read.</exception>
    public static Ledger Open(string folder, ApiHost host, LedgerKey? key = null) =>
        new(Path.GetFullPath(Path.Combine(folder, host.FolderName)), host, key);

    /// <summary>What is kept of a scope's items; one object for a scope, in whichever letter case it is asked for.</summary>
    public LedgerScope For(SecretScope scope) =>
        _scopes.GetOrAdd(scope, wanted => new LedgerScope(wanted, new(StringComparer.Ordinal), SaveAsync));

    /// <summary>Makes the entries of other owners those of one, and says how many they were; saved with the next change.</summary>
    internal int Adopt(IReadOnlyList<string> from, string owner) => _scopes.Values.Sum(scope => scope.Adopt(from, owner));

    /// <summary>Lets the entries of a scope go over to the one that it is now, where they belong to nobody until a file declares
    /// them.</summary>
    internal void Move(SecretScope from, SecretScope to) => For(to).Take(For(from).Give());

    /// <summary>Saves what has changed without having been saved.</summary>
    internal Task SaveChangesAsync() => Task.WhenAll(_scopes.Values.Select(scope => scope.SaveChangesAsync()));

    /// <summary>Tries whether the ledger can be written.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.LedgerNotWritable"/>.</exception>
    // A name of its own: several slices try at once.
    internal Task TryAsync() => KeepAsync(() => new LedgerFile(Path.Combine(_folder, $"writable-{Guid.NewGuid():N}")).TryAsync());

    private Task SaveAsync(LedgerScope scope, SortedDictionary<string, LedgerEntry> entries) =>
        KeepAsync(() => new LedgerFile(Path.Combine(_folder, LedgerFile.NameOf(scope.Scope)))
            .SaveAsync(new LedgerFile.Content(scope.Scope, scope.RepositoryId, entries), _host, _key));

    private async Task KeepAsync(Func<Task> save)
    {
        try
        {
            await save().ConfigureAwait(false);
        }
        catch (GhSecretsException e)
        {
            _failure ??= e;
            throw;
        }
    }
}
