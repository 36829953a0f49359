using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A server, a folder with a ledger, and declared files that are compared and synced there.</summary>
internal sealed class SyncedFile : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly LedgerKey _key = LedgerKey.FromText("the key of these tests");

    private SyncedFile(AcmeServer server) => (Server, Session) = (server, server.Open());

    /// <summary>What the runs were warned of.</summary>
    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>The key of the ledger.</summary>
    public LedgerKey Key => _key;

    public AcmeServer Server { get; }

    public GhSession Session { get; }

    public string LedgerFolder => Path.Combine(_folder.FullName, "secrets.yaml.ledger");

    public static async Task<SyncedFile> StartAsync() => new(await AcmeServer.StartAsync());

    /// <summary>A sync with what is on disk, as a new process would begin it.</summary>
    public SecretSync Begin(bool withKey = true, string file = "secrets.yaml", string? adoptedFrom = null) =>
        new(Session, new ApiRun(onWarning: Warnings.Enqueue), new LedgerOptions(Path.Combine(_folder.FullName, file))
        {
            Folder = LedgerFolder,
            Key = withKey ? _key : null,
            AdoptedFrom = adoptedFrom,
        });

    public Ledger ReadLedger() => Ledger.Open(LedgerFolder, Session.Api.Host, _key);

    /// <summary>What a new run finds of a file.</summary>
    public async Task<ComparedFile> CompareAsync(
        string yaml, bool force = false, bool withKey = true, Slice? slice = null, string file = "secrets.yaml", string? adoptedFrom = null)
    {
        using DeclaredFile declared = Declared.Yaml(yaml);
        declared.AssertRight();
        return await Begin(withKey, file, adoptedFrom).CompareAsync(declared.Items, slice, force, CancellationToken.None);
    }

    /// <summary>Writes all that differs, one after the other, and removes what may be; settles, unless it is told not to.</summary>
    public async Task<IReadOnlyList<ItemChange>> SyncAsync(
        string yaml, bool prune = false, bool settles = true, int most = int.MaxValue, string file = "secrets.yaml", string? adoptedFrom = null)
    {
        using DeclaredFile declared = Declared.Yaml(yaml);
        declared.AssertRight();
        SecretSync sync = Begin(file: file, adoptedFrom: adoptedFrom);
        ComparedFile compared = await sync.CompareAsync(declared.Items, null, false, CancellationToken.None);
        Assert.Empty(compared.Problems);
        List<ItemChange> changes = [];
        foreach (SecretComparison secret in compared.Writes.Take(most))
        {
            changes.Add(await sync.WriteAsync(secret, secret.Declared!.Content, CancellationToken.None));
        }

        foreach (SecretComparison secret in prune ? compared.Removals : [])
        {
            changes.Add(await sync.RemoveAsync(secret, CancellationToken.None));
        }

        if (settles)
        {
            await sync.SettleAsync(compared, CancellationToken.None);
        }

        return changes;
    }

    /// <summary>Removes what a file no longer declares, and says of each secret what became of it: <c>Removed</c>, or the id of the error.</summary>
    public async Task<string[]> PruneAsync(string yaml, Action? meanwhile = null)
    {
        using DeclaredFile declared = Declared.Yaml(yaml);
        declared.AssertRight();
        SecretSync sync = Begin();
        ComparedFile compared = await sync.CompareAsync(declared.Items, null, false, CancellationToken.None);
        meanwhile?.Invoke();
        List<string> outcomes = [];
        foreach (SecretComparison secret in compared.Removals)
        {
            try
            {
                outcomes.Add($"{await sync.RemoveAsync(secret, CancellationToken.None)}");
            }
            catch (GhSecretsException e)
            {
                outcomes.Add($"{e.Id} {secret}: {e.Message}");
            }
        }

        await sync.SettleAsync(compared, CancellationToken.None);
        return [.. outcomes];
    }

    /// <summary>The secrets of a comparison as <c>Create TOKEN in repository acme/app</c>.</summary>
    public async Task<string[]> PlanAsync(string yaml) => [.. (await CompareAsync(yaml)).Items.Select(secret => $"{secret.Planned} {secret}")];

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        _key.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
