using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets;

/// <summary>The bounded window of running operations: starts them as they come, ends them in input order.</summary>
/// <remarks>Used from the pipeline thread alone; only the operations run elsewhere. Operations of one key run one after another.</remarks>
internal sealed class InFlight(int limit, Action<Outcome> write, CancellationToken stop)
{
    /// <summary>How many ended results may wait for an earlier one; they hold no value.</summary>
    private const int MaximumWaiting = 1024;

    private readonly Queue<(string Key, Task<Outcome> Task)> _items = new();
    private readonly List<Task> _running = [];
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.Ordinal);

    /// <summary>Starts an operation as soon as there is room, and writes those that have ended.</summary>
    internal void Start(string key, Func<CancellationToken, Task<Outcome>> operation)
    {
        while (Running() >= limit)
        {
            PipelineThread.Wait(Task.WhenAny(_running), stop);
        }

        _lastOfKey.TryGetValue(key, out Task? previous);
        Task<Outcome> task = Task.Run(() => RunAfterAsync(previous, operation));
        _running.Add(task);
        _lastOfKey[key] = task;
        Enqueue(key, task);
    }

    /// <summary>Takes an outcome that needed no operation, in its place of the order.</summary>
    internal void Add(Outcome outcome) => Enqueue("", Task.FromResult(outcome));

    /// <summary>Waits for all and writes them.</summary>
    internal void Finish()
    {
        while (_items.Count > 0)
        {
            WriteFirst();
        }
    }

    /// <summary>Waits, after a cancellation, until nothing runs any more; writes nothing.</summary>
    internal void Close()
    {
        // An operation that failed was cancelled or reports nowhere: the pipeline is gone.
        PipelineThread.Wait(Task.WhenAll(_running).ContinueWith(static task => task.Exception, TaskScheduler.Default), CancellationToken.None);
    }

    private void Enqueue(string key, Task<Outcome> task)
    {
        _items.Enqueue((key, task));
        while (_items.Count > 0 && (_items.Peek().Task.IsCompleted || _items.Count > MaximumWaiting))
        {
            WriteFirst();
        }
    }

    private int Running()
    {
        _running.RemoveAll(task => task.IsCompleted);
        return _running.Count;
    }

    private void WriteFirst()
    {
        (string key, Task<Outcome> task) = _items.Peek();
        Outcome outcome = PipelineThread.Wait(task, stop);
        _items.Dequeue();
        if (_lastOfKey.TryGetValue(key, out Task? last) && last == task)
        {
            _lastOfKey.Remove(key);
        }

        write(outcome);
    }

    private async Task<Outcome> RunAfterAsync(Task? previous, Func<CancellationToken, Task<Outcome>> operation)
    {
        if (previous is not null)
        {
            // Whether the earlier one failed is its own outcome.
            await previous.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        }

        return await operation(stop);
    }
}
