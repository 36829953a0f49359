using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MockGitHub;

/// <summary>One setting of faults and all that is counted under it.</summary>
internal sealed class FaultRun(FaultOptions options)
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _requests;
    private readonly Lock _revocation = new();
    private int _secretPuts;
    private int _ofLostMethod;
    private int _writes;

    public FaultOptions Options => options;

    public SecondaryLimit Limit { get; } = new(options.Limits ?? new());

    public long Requests => Interlocked.Read(ref _requests);

    public IReadOnlyDictionary<string, long> Counts => _counts.OrderBy(count => count.Key, StringComparer.Ordinal).ToDictionary();

    public FaultChoice NextRequest() => FaultChoice.For(options, Interlocked.Increment(ref _requests));

    public int NextSecretPut() => Interlocked.Increment(ref _secretPuts);

    /// <summary>Counts a request, and says whether its answer is to be lost.</summary>
    public bool LosesReply(string method) =>
        options.LostReplies is { } lost && lost.Method == method && Interlocked.Increment(ref _ofLostMethod) % lost.Every == 0;

    /// <summary>Counts a write, and revokes its token at the one where the options say so: no later write gets past before that is done.</summary>
    public void NextWrite(Action revoke)
    {
        lock (_revocation)
        {
            if (++_writes == options.RevokeTokenAt)
            {
                Count("revoke-token");
                revoke();
            }
        }
    }

    public void Count(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
}
