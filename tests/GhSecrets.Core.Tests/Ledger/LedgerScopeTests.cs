using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What is recorded is on disk before the recording ends, and many at once cost few writes.</summary>
public sealed class LedgerScopeTests : IDisposable
{
    private static readonly LedgerEntry s_entry = new() { Access = "all" };
    private static readonly LedgerEntry s_later = new() { Access = "private" };

    private readonly LedgerFolder _ledger = new();
    private readonly LedgerScope _scope;

    public LedgerScopeTests() => _scope = _ledger.Open().For(LedgerFolder.App);

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task EachChange_IsOnDisk_BeforeItEnds()
    {
        await RecordAsync("TOKEN", s_entry);
        Assert.Equal(s_entry, OnDisk("TOKEN"));
        await RecordAsync("token", s_later);
        Assert.Equal(s_later, OnDisk("TOKEN"));
        await RecordAsync("OTHER", s_entry);
        await _scope.ForgetAsync("Token", CancellationToken.None);
        Assert.Null(OnDisk("TOKEN"));
        Assert.Equal(s_entry, OnDisk("OTHER"));
    }

    [Fact]
    public async Task NoneIsLost_WhenManyRecordAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(1, 500).Select(number => Task.Run(() => RecordAsync($"TOKEN_{number}", s_entry))));

        Assert.Equal(500, _ledger.Open().For(LedgerFolder.App).Entries.Count);
    }

    [Fact]
    public async Task WhoeverComesWhileASaveRuns_IsServedByTheNext()
    {
        List<(int Entries, TaskCompletionSource End)> saves = [];
        LedgerScope scope = Scope(entries => Begin(saves, entries).Task);

        Task first = scope.RecordAsync("TOKEN_0", s_entry, CancellationToken.None);
        List<Task> others = [.. Enumerable.Range(1, 999).Select(number => scope.RecordAsync($"TOKEN_{number}", s_entry, CancellationToken.None))];
        saves[0].End.SetResult();
        await first;
        Assert.DoesNotContain(others, record => record.IsCompleted);
        while (saves.Count < 2)
        {
            await Task.Yield();
        }

        saves[1].End.SetResult();
        await Task.WhenAll(others);
        Assert.Equal([1, 1000], saves.Select(save => save.Entries));
    }

    [Fact]
    public async Task WhatIsKeptAlready_IsNotWrittenAgain()
    {
        int saves = 0;
        LedgerScope scope = Scope(_ =>
        {
            saves++;
            return Task.CompletedTask;
        });
        await scope.ForgetAsync("TOKEN", CancellationToken.None);
        await scope.RecordAsync("TOKEN", s_entry, CancellationToken.None);
        await scope.RecordAsync("token", s_entry with { }, CancellationToken.None);

        Assert.Equal(1, saves);
    }

    [Fact]
    public async Task ASaveThatFails_FailsItsOwn_AndTheNextKeepsAll()
    {
        List<string> saved = [];
        LedgerScope scope = Scope(entries =>
        {
            saved.Add(string.Join(",", entries.Keys));
            return saved.Count == 1 ? throw new GhSecretsException(ErrorId.InvalidArgument, "The disk is full.") : Task.CompletedTask;
        });

        await Refused.WithAsync(ErrorId.InvalidArgument, () => scope.RecordAsync("A", s_entry, CancellationToken.None));
        await scope.RecordAsync("B", s_entry, CancellationToken.None);

        Assert.Equal(["A", "A,B"], saved);
    }

    [Fact]
    public async Task WhoStopsWaiting_StopsNobodyElse_AndItsEntryGoesWithTheNextSave()
    {
        List<(int Entries, TaskCompletionSource End)> saves = [];
        LedgerScope scope = Scope(entries => Begin(saves, entries).Task);
        using CancellationTokenSource cancel = new();
        Task first = scope.RecordAsync("A", s_entry, CancellationToken.None);
        Task second = scope.RecordAsync("B", s_entry, cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        saves[0].End.SetResult();
        await first;
        Task third = scope.RecordAsync("C", s_entry, CancellationToken.None);
        saves[1].End.SetResult();
        await third;

        Assert.Equal(3, saves[1].Entries);
    }

    [Fact]
    public async Task TheFile_GoesWithTheLastSecret_AndWhatAKilledRunLeft_WithTheNextSave()
    {
        await RecordAsync("TOKEN", s_entry);
        string file = Assert.Single(_ledger.Files);
        _ledger.Write(file + ".tmp", "half a fi");

        Assert.Equal([LedgerFolder.App], _ledger.Open().Scopes);
        await RecordAsync("OTHER", s_entry);
        Assert.Equal([file], _ledger.Files);
        _ledger.Write(file + ".tmp", "half a fi");
        await _scope.ForgetAsync("TOKEN", CancellationToken.None);
        await _scope.ForgetAsync("OTHER", CancellationToken.None);

        Assert.Empty(_ledger.Files);
        Assert.Empty(_ledger.Open().Scopes);
    }

    [Fact]
    public async Task TheEntries_AreThoseOfTheMoment()
    {
        await RecordAsync("B", s_entry);
        await RecordAsync("A", s_later);
        IReadOnlyDictionary<string, LedgerEntry> entries = _scope.Entries;
        await _scope.ForgetAsync("A", CancellationToken.None);

        Assert.Equal(["A", "B"], entries.Keys);
        Assert.Equal(["B"], _scope.Entries.Keys);
    }

    [Fact]
    public async Task ANameThatIsNone_IsRefused() =>
        await Refused.WithAsync(ErrorId.InvalidSecretName, () => RecordAsync("NO NAME", s_entry));

    private static LedgerScope Scope(Func<SortedDictionary<string, LedgerEntry>, Task> save) =>
        new(LedgerFolder.App, new(StringComparer.Ordinal), (_, entries) => save(entries));

    private static TaskCompletionSource Begin(List<(int Entries, TaskCompletionSource End)> saves, SortedDictionary<string, LedgerEntry> entries)
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        saves.Add((entries.Count, end));
        return end;
    }

    private Task RecordAsync(string name, LedgerEntry entry) => _scope.RecordAsync(name, entry, CancellationToken.None);

    private LedgerEntry? OnDisk(string name) => _ledger.Open().For(LedgerFolder.App).Find(name);
}
