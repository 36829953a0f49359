using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Operations start as they come and run side by side; their outcomes come in the order of the input, and nothing is left behind.</summary>
public sealed class InFlightTests
{
    [Fact]
    public async Task Outcomes_ComeInInputOrder_HoweverTheyEnd()
    {
        InFlight<int> window = new(8, CancellationToken.None);
        TaskCompletionSource[] gates = Gates(8);
        for (int number = 0; number < 8; number++)
        {
            int own = number;
            await StartAsync(window, $"key {own}", async _ =>
            {
                await gates[own].Task;
                return own;
            });
        }

        window.Add(8);
        foreach (TaskCompletionSource gate in gates.Reverse())
        {
            Assert.False(window.Next!.IsCompleted);
            gate.SetResult();
        }

        Assert.Equal(Enumerable.Range(0, 9), await TakeAllAsync(window));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task NoMoreThanTheLimit_RunAtOnce(int limit)
    {
        InFlight<int> window = new(limit, CancellationToken.None);
        int running = 0;
        int most = 0;
        for (int number = 1; number <= 300; number++)
        {
            await StartAsync(window, $"key {number}", async _ =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return 0;
            });
        }

        Assert.Equal(300, (await TakeAllAsync(window)).Count);
        Assert.InRange(most, 1, limit);
    }

    [Fact]
    public async Task TheirTurns_ComeInInputOrder()
    {
        InFlight<int> window = new(1, CancellationToken.None);
        TaskCompletionSource gate = new();
        ConcurrentQueue<int> begun = new();

        // From a thread of the pool, which takes up last what it was given first.
        await Task.Run(async () =>
        {
            for (int number = 0; number < 100; number++)
            {
                int own = number;
                await StartAsync(window, $"key {own}", async _ =>
                {
                    begun.Enqueue(own);
                    await gate.Task;
                    return own;
                });
            }

            gate.SetResult();
        });

        await TakeAllAsync(window);
        Assert.Equal(Enumerable.Range(0, 100), begun);
    }

    [Fact]
    public async Task OperationsOfOneKey_RunOneAfterAnother_InInputOrder_AlsoAfterAFailure()
    {
        InFlight<int> window = new(8, CancellationToken.None);
        ConcurrentQueue<string> log = new();
        TaskCompletionSource gate = new();
        await StartAsync(window, "a", async _ =>
        {
            log.Enqueue("a1 begins");
            await gate.Task;
            log.Enqueue("a1 fails");
            throw new InvalidOperationException();
        });
        await StartAsync(window, "a", _ => LogAsync("a2"));
        await StartAsync(window, "a", _ => LogAsync("a3"));
        await StartAsync(window, "b", _ => LogAsync("b"));
        await UntilAsync(() => log.Contains("b"));

        gate.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => window.Next!);
        window.Take();
        await TakeAllAsync(window);
        Assert.Equal(["a1 fails", "a2", "a3"], log.Except(["b", "a1 begins"]));

        Task<int> LogAsync(string text)
        {
            log.Enqueue(text);
            return Task.FromResult(0);
        }
    }

    [Fact]
    public async Task WhatWaitsForItsLane_TakesNoSlotFromOthers()
    {
        InFlight<int> window = new(8, CancellationToken.None);
        using SemaphoreSlim lane = new(4);
        TaskCompletionSource gate = new();
        int begun = 0;
        for (int number = 1; number <= 50; number++)
        {
            await StartAsync(
                window,
                $"prod {number}",
                async _ =>
                {
                    Interlocked.Increment(ref begun);
                    await gate.Task;
                    return 0;
                },
                lane: lane);
        }

        // Four of the eight slots are left to others, although 46 wait before them.
        TaskCompletionSource[] others = Gates(4);
        foreach (TaskCompletionSource other in others)
        {
            await StartAsync(window, $"other {Array.IndexOf(others, other)}", _ =>
            {
                other.SetResult();
                return Task.FromResult(0);
            });
        }

        await Task.WhenAll(others.Select(other => other.Task));
        await UntilAsync(() => Volatile.Read(ref begun) == 4);

        gate.SetResult();
        Assert.Equal(54, (await TakeAllAsync(window)).Count);
        Assert.Equal((50, 4), (begun, lane.CurrentCount));
    }

    [Fact]
    public async Task WhatIsHeld_IsDisposedOnce_AlsoWhenItNeverBegan()
    {
        using CancellationTokenSource stop = new();
        InFlight<int> window = new(2, stop.Token);
        Held[] held = [.. Enumerable.Range(0, 20).Select(_ => new Held())];
        int begun = 0;
        foreach (Held one in held)
        {
            await StartAsync(
                window,
                $"key {Array.IndexOf(held, one)}",
                async cancel =>
                {
                    Interlocked.Increment(ref begun);
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                    return 0;
                },
                one);
        }

        await UntilAsync(() => Volatile.Read(ref begun) == 2);
        await stop.CancelAsync();
        await window.CloseAsync();

        Assert.Equal(2, begun);
        Assert.All(held, one => Assert.Equal(1, one.Disposals));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => window.RoomAsync());
    }

    [Fact]
    public async Task MemoryIsBounded_ThereIsNoRoomBeforeSomethingEnds_AndOutcomesAreTakenInTime()
    {
        InFlight<int> window = new(2, CancellationToken.None);
        TaskCompletionSource gate = new();
        int started = 0;
        Task room;
        while ((room = window.RoomAsync()).IsCompleted)
        {
            started++;
            window.Start($"key {started}", null, null, async _ =>
            {
                await gate.Task;
                return 0;
            });
        }

        Assert.Equal((started, 130), (window.Open, started));
        gate.SetResult();
        await room;

        for (int error = started; error < 1024; error++)
        {
            Assert.False(window.IsFull);
            window.Add(0);
        }

        Assert.True(window.IsFull);
    }

    [Fact]
    public async Task AnOperationThatFailsUnseen_IsNoUnobservedException()
    {
        List<Exception> unobserved = [];
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            using CancellationTokenSource stop = new();
            await RunAndForgetAsync(stop);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Empty(unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        void Note(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            if (args.Exception.InnerException is NotSupportedException)
            {
                unobserved.Add(args.Exception);
            }
        }

        static async Task RunAndForgetAsync(CancellationTokenSource stop)
        {
            InFlight<int> window = new(8, stop.Token);
            for (int number = 1; number <= 50; number++)
            {
                await StartAsync(window, $"key {number % 5}", _ => throw new NotSupportedException());
            }

            await stop.CancelAsync();
            await window.CloseAsync();
        }
    }

    private static async Task StartAsync(InFlight<int> window, string key, Func<CancellationToken, Task<int>> operation, IDisposable? held = null, SemaphoreSlim? lane = null)
    {
        await window.RoomAsync();
        window.Start(key, lane, held, operation);
    }

    [Fact]
    public async Task AStop_CountsWhatHadBegun_AndNotWhatWaited()
    {
        using CancellationTokenSource stop = new();
        InFlight<int> window = new(2, stop.Token);
        int begun = 0;
        foreach (int number in Enumerable.Range(1, 5))
        {
            await window.RoomAsync();
            window.Start($"{number}", lane: null, held: null, async cancel =>
            {
                Interlocked.Increment(ref begun);
                await Task.Delay(number == 1 ? 0 : Timeout.Infinite, cancel);
                return number;
            });
        }

        await UntilAsync(() => begun == 3);
        await stop.CancelAsync();
        await window.CloseAsync();

        Assert.Equal(2, window.Cut);
        Assert.Equal(1, await window.Next!);
    }

    private static async Task<List<int>> TakeAllAsync(InFlight<int> window)
    {
        List<int> outcomes = [];
        while (window.Next is Task<int> next)
        {
            outcomes.Add(await next);
            window.Take();
        }

        return outcomes;
    }

    private static TaskCompletionSource[] Gates(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private sealed class Held : IDisposable
    {
        private int _disposals;

        public int Disposals => _disposals;

        public void Dispose() => Interlocked.Increment(ref _disposals);
    }
}
