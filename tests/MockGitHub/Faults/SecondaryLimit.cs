using System;
using System.Collections.Generic;
using System.Threading;

namespace MockGitHub;

/// <summary>Keeps, token by token, the requests that are under way and the points of the last while.</summary>
internal sealed class SecondaryLimit(SecondaryLimitOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Usage> _usages = new(StringComparer.Ordinal);

    /// <summary>Gives a request its place, or one that says the refusal, which costs nothing.</summary>
    public Place Enter(string token, int points, DateTimeOffset now)
    {
        lock (_gate)
        {
            var usage = _usages.TryGetValue(token, out var known) ? known : _usages[token] = new Usage();
            while (usage.Spent.TryPeek(out var oldest) && oldest.At <= now.AddSeconds(-options.WindowSeconds))
            {
                usage.Spent.Dequeue();
                usage.Points -= oldest.Points;
            }

            if (usage.Running >= options.Concurrent)
            {
                return new Place("limit-concurrent");
            }

            if (usage.Points + points > options.Points)
            {
                return new Place("limit-points");
            }

            usage.Running++;
            usage.Points += points;
            usage.Spent.Enqueue((now, points));
            return new Place(refusal: null, () => Leave(usage));
        }
    }

    private void Leave(Usage usage)
    {
        lock (_gate)
        {
            usage.Running--;
        }
    }

    private sealed class Usage
    {
        public int Running { get; set; }

        public int Points { get; set; }

        public Queue<(DateTimeOffset At, int Points)> Spent { get; } = [];
    }

    /// <summary>One of the requests at once; it may be given back more than once.</summary>
    internal sealed class Place(string? refusal, Action? leave = null) : IDisposable
    {
        private Action? _leave = leave;

        /// <summary>The name under which the refusal is counted; null for a request that is let in.</summary>
        public string? Refusal { get; } = refusal;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
