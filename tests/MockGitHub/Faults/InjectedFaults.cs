using System.Collections.Generic;

namespace MockGitHub;

/// <summary>The faults that the server injects, and how many there were since they were set.</summary>
public sealed class InjectedFaults
{
    private volatile FaultRun? _run;

    /// <summary>What is set; null while nothing is.</summary>
    public FaultOptions? Options => _run?.Options;

    /// <summary>The requests to the API since the faults were set.</summary>
    public long Requests => _run?.Requests ?? 0;

    /// <summary>How often each kind was injected, kinds that never were left out; limits, rotations, revocations and renames have names of their own.</summary>
    public IReadOnlyDictionary<string, long> Counts => _run?.Counts ?? new Dictionary<string, long>();

    internal FaultRun? Run => _run;

    /// <summary>Injects these faults from now on in place of others, and counts from zero.</summary>
    /// <exception cref="System.ArgumentException">An option is out of its range; the faults there were stay.</exception>
    public void Set(FaultOptions options)
    {
        options.Check();
        _run = new FaultRun(options);
    }

    /// <summary>Ends all faults; a request that waits for its client to go away goes on waiting.</summary>
    public void Clear() => _run = null;
}
