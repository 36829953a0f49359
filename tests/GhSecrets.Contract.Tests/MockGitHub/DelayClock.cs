using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

/// <summary>A clock whose delays wait until a test has looked at them and lets them pass.</summary>
internal sealed class DelayClock : TimeProvider
{
    private readonly Channel<Delay> _delays = Channel.CreateUnbounded<Delay>();

    /// <summary>Waits for the next delay that somebody asks for.</summary>
    public ValueTask<Delay> NextAsync() => _delays.Reader.ReadAsync();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var delay = new Delay(dueTime, () => callback(state));
        _delays.Writer.TryWrite(delay);
        return delay;
    }

    /// <summary>One delay of the length that was asked for.</summary>
    internal sealed record Delay(TimeSpan Length, Action Pass) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
