using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>The bounded window of running operations: starts them as they come, gives their outcomes in the order in which they
/// came.</summary>
/// <remarks>Used by one thread at a time; only the operations run elsewhere. Memory does not grow with their number.</remarks>
/// <param name="limit">How many operations run at once.</param>
/// <param name="stop">Ends what runs and what waits.</param>
// Semaphores whose wait handles nobody asks for hold nothing to dispose.
[SuppressMessage("Design", "CA1001", Justification = "See above.")]
public sealed class InFlight<T>(int limit, CancellationToken stop)
{
    /// <summary>How many operations may wait for an earlier one of their key, or for their lane, while others pass them.</summary>
    private const int Lookahead = 128;

    /// <summary>How many outcomes may wait for an earlier one; they hold no value.</summary>
    private const int MaximumWaiting = 1024;

    private readonly SemaphoreSlim _slots = new(limit);
    private readonly SemaphoreSlim _room = new(limit + Lookahead);
    private readonly Queue<(string Key, Task<T> Task)> _items = new();
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.Ordinal);
    private int _cut;

    /// <summary>How many operations run or wait to.</summary>
    public int Open => limit + Lookahead - _room.CurrentCount;

    /// <summary>How many operations <c>stop</c> has ended once they had begun: what they were to do may have happened.</summary>
    public int Cut => Volatile.Read(ref _cut);

    /// <summary>Whether the next outcome must be taken before anything is added.</summary>
    public bool IsFull => _items.Count >= MaximumWaiting;

    /// <summary>Waits until another operation fits.</summary>
    public Task RoomAsync() => _room.WaitAsync(stop);

    /// <summary>Starts an operation for which there is room; those that may run take their turns in the order of their starts.</summary>
    /// <param name="key">Operations of one key run one after another, in this order.</param>
    /// <param name="lane">Lets only some operations of a kind run at once; one that waits for it keeps no other from running. Null for
    /// none.</param>
    /// <param name="held">What the operation is made of; disposed when it has ended, and also when it never began.</param>
    /// <param name="operation">The operation.</param>
    public void Start(string key, SemaphoreSlim? lane, IDisposable? held, Func<CancellationToken, Task<T>> operation)
    {
        _lastOfKey.TryGetValue(key, out Task? previous);
        Task<T> task = RunAsync(previous, lane, held, operation);
        _lastOfKey[key] = task;
        _items.Enqueue((key, task));
    }

    /// <summary>Takes an outcome that needed no operation, in its place of the order.</summary>
    public void Add(T outcome) => _items.Enqueue(("", Task.FromResult(outcome)));

    /// <summary>The next outcome in order; null when all were given.</summary>
    public Task<T>? Next => _items.Count > 0 ? _items.Peek().Task : null;

    /// <summary>Takes the next outcome off, once it is there.</summary>
    public void Take()
    {
        (string key, Task<T> task) = _items.Dequeue();
        if (_lastOfKey.TryGetValue(key, out Task? last) && last == task)
        {
            _lastOfKey.Remove(key);
        }
    }

    /// <summary>Waits, after <c>stop</c>, until nothing runs any more and all that was held is disposed.</summary>
    public Task CloseAsync() =>
        // What failed was cancelled or reports nowhere: whoever wanted to know is gone.
        Task.WhenAll(_items.Select(item => item.Task)).ContinueWith(static task => task.Exception, TaskScheduler.Default);

    // Waits for its turn from the caller's thread on, so that turns come in the order of the starts; the work itself is never done there.
    private async Task<T> RunAsync(Task? previous, SemaphoreSlim? lane, IDisposable? held, Func<CancellationToken, Task<T>> operation)
    {
        try
        {
            if (previous is not null)
            {
                await previous.ContinueWith(static task => task.Exception, TaskScheduler.Default).ConfigureAwait(false);
            }

            if (lane is null)
            {
                return await RunInSlotAsync(operation).ConfigureAwait(false);
            }

            await lane.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                return await RunInSlotAsync(operation).ConfigureAwait(false);
            }
            finally
            {
                lane.Release();
            }
        }
        finally
        {
            held?.Dispose();
            _room.Release();
        }
    }

    private async Task<T> RunInSlotAsync(Func<CancellationToken, Task<T>> operation)
    {
        await _slots.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            // What was stopped gives its slot back before those that wait for it hear of the stop.
            stop.ThrowIfCancellationRequested();
            return await RunToEndAsync(operation).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<T> RunToEndAsync(Func<CancellationToken, Task<T>> operation)
    {
        try
        {
            return await Task.Run(() => operation(stop), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cut);
            throw;
        }
    }
}
