using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>One read for all who ask at once; what failed is shared and not remembered.</summary>
public sealed class SharedReadsTests
{
    private readonly SharedReads<string> _reads = new();
    private int _count;

    [Fact]
    public async Task Get_ReadsOnce_WhateverTheCaseOfTheKey()
    {
        Assert.Equal("found", await _reads.GetAsync("repos/acme/app", Found, default));
        Assert.Equal("found", await _reads.GetAsync("REPOS/Acme/App", Found, default));
        Assert.Equal(1, _count);
        await _reads.GetAsync("repos/acme/lib", Found, default);
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task Get_WaitsForTheReadThatIsUnderWay()
    {
        TaskCompletionSource<string> reply = new();
        Task<string>[] callers = [.. Enumerable.Range(0, 20).Select(_ => _reads.GetAsync("key", _ => Counted(reply.Task), default))];
        Assert.Equal(1, _count);
        reply.SetResult("found");

        Assert.All(await Task.WhenAll(callers), value => Assert.Equal("found", value));
        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task AFailure_IsSharedByThoseWhoWaited_AndNotRemembered()
    {
        TaskCompletionSource<string> reply = new();
        Task<string>[] callers = [.. Enumerable.Range(0, 20).Select(_ => _reads.GetAsync("key", _ => Counted(reply.Task), default))];
        reply.SetException(new GhSecretsException(ErrorId.Forbidden, "no"));

        foreach (Task<string> caller in callers)
        {
            await Refused.WithAsync(ErrorId.Forbidden, () => caller);
        }

        Assert.Equal(1, _count);
        Assert.Equal("found", await _reads.GetAsync("key", Found, default));
    }

    [Fact]
    public async Task AFailure_IsNotSharedByThoseWhoComeAfterIt_WhileOthersStillHearOfIt()
    {
        TaskCompletionSource<string> reply = new();
        Task<string>[] callers = [.. Enumerable.Range(0, 2000).Select(_ => _reads.GetAsync("key", _ => reply.Task, default))];
        reply.SetException(new GhSecretsException(ErrorId.Forbidden, "no"));
        await Refused.WithAsync(ErrorId.Forbidden, () => callers[0]);

        Assert.Equal("found", await _reads.GetAsync("key", Found, default));
        await Task.WhenAll(callers).ContinueWith(all => Assert.True(all.IsFaulted), TaskScheduler.Default);
    }

    [Fact]
    public async Task ACancelledReader_FailsNobodyElse()
    {
        using CancellationTokenSource cancel = new();
        Task<string> reader = _reads.GetAsync("key", Endless, cancel.Token);
        Task<string> waiter = _reads.GetAsync("key", Found, default);
        Assert.False(waiter.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        Assert.Equal("found", await waiter);
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task ACancelledWaiter_FailsNobodyElse()
    {
        using CancellationTokenSource cancel = new();
        TaskCompletionSource<string> reply = new();
        Task<string> reader = _reads.GetAsync("key", _ => Counted(reply.Task), default);
        Task<string> waiter = _reads.GetAsync("key", Found, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter);
        reply.SetResult("found");
        Assert.Equal("found", await reader);
        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task Set_SparesTheRead()
    {
        _reads.Set("key", "known");

        Assert.Equal("known", await _reads.GetAsync("KEY", Found, default));
        Assert.Equal(0, _count);
    }

#if NET
    [Fact]
    public async Task AKeyThatIsRefused_IsRefusedToAllWhoWait_AndReadAnewAfterwards()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        TaskCompletionSource refuse = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Reply(async context =>
        {
            await refuse.Task;
            context.Response.StatusCode = 403;
        });
        server.Reply(200, """{"key_id":"17","key":"CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI="}""");
        using GhSession session = new(server.Options());
        SecretStore store = new(session);

        List<Task<PublicKey>> callers = [.. Enumerable.Range(0, 20).Select(_ => store.GetPublicKeyAsync(AcmeServer.Repository, default))];
        refuse.SetResult();
        foreach (Task<PublicKey> caller in callers)
        {
            await Refused.WithAsync(ErrorId.Forbidden, () => caller);
        }

        Assert.Single(server.Requests);
        Assert.Equal("17", (await store.GetPublicKeyAsync(AcmeServer.Repository, default)).KeyId);
        Assert.Equal(2, server.Requests.Count);
    }
#endif

    private Task<string> Found(CancellationToken cancel) => Counted(Task.FromResult("found"));

    private async Task<string> Endless(CancellationToken cancel)
    {
        Interlocked.Increment(ref _count);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        return "";
    }

    private Task<string> Counted(Task<string> reply)
    {
        Interlocked.Increment(ref _count);
        return reply;
    }
}
