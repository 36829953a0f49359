using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A ledger of github.com in a folder of its own, which goes with it.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public static readonly SecretScope App = SecretScope.ForRepository("acme/app");

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Where the files of github.com lie.</summary>
    public string HostFolder => Path.Combine(Folder, "github.com");

    /// <summary>The names of the files of github.com, sorted.</summary>
    public string[] Files => Directory.Exists(HostFolder) ? [.. Directory.GetFiles(HostFolder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];

    public Ledger Open(string host = "github.com") => Ledger.Open(Folder, ApiHost.FromName(host));

    /// <summary>Keeps one entry, by a ledger that is opened for it.</summary>
    public Task RecordAsync(SecretScope scope, string name, LedgerEntry entry) => Open().For(scope).RecordAsync(name, entry, CancellationToken.None);

    public string Read(string file) => File.ReadAllText(Path.Combine(HostFolder, file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(HostFolder);
        File.WriteAllText(Path.Combine(HostFolder, file), text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
