using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;
using GhSecrets.Core.Tests;

namespace Bench.Simulated;

/// <summary>One job: its requests go out when the governor of its session lets them, by a clock of its own that the simulation sets.</summary>
internal sealed class SimulatedJob
{
    private readonly ManualClock _clock = new();
    private readonly RateGovernor _governor;
    private readonly Queue<bool> _requests;
    private Task<TimeSpan?>? _entering;

    /// <param name="requests">What it sends, in this order: whether each is a write.</param>
    /// <param name="token">What it signs in with; jobs may share one.</param>
    /// <param name="hasContentLimit">Whether the session keeps the limits on creating content, too.</param>
    internal SimulatedJob(IEnumerable<bool> requests, SimulatedToken token, bool hasContentLimit = false)
    {
        _requests = new Queue<bool>(requests);
        _governor = new RateGovernor(new ApiSessionOptions { Clock = _clock, HasContentLimit = hasContentLimit }, GitHubDialect.Instance.Pace);
        Token = token;
    }

    internal SimulatedToken Token { get; }

    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>When its wait for a limit ends; null when it waits for none.</summary>
    internal DateTimeOffset? WaitsUntil => Now + _clock.NextDue;

    /// <summary>Lets out all requests that may go now: whether each is a write, and when it went by the governor's time.</summary>
    internal async Task<IReadOnlyList<(bool IsWrite, TimeSpan Entered)>> SendAsync()
    {
        List<(bool IsWrite, TimeSpan Entered)> sent = [];
        while (_requests.TryPeek(out bool isWrite))
        {
            _entering ??= _governor.EnterAsync(new RequestLoad(isWrite), new Patience(null), null, CancellationToken.None);
            if (!_entering.IsCompleted)
            {
                break;
            }

            sent.Add((_requests.Dequeue(), (await _entering)!.Value));
            _entering = null;
        }

        return sent;
    }

    /// <summary>Lets the time pass until then.</summary>
    internal async Task PassToAsync(DateTimeOffset time)
    {
        if (WaitsUntil <= time)
        {
            await SettleAsync(() => _clock.Advance(time - Now));
        }
        else
        {
            _clock.Advance(time - Now);
        }
    }

    /// <summary>Takes a reply; what was refused is sent again.</summary>
    internal Task TakeAsync(bool isWrite, TimeSpan entered, ApiReply reply)
    {
        if (!reply.IsSuccess)
        {
            _requests.Enqueue(isWrite);
        }

        return SettleAsync(() => _governor.Leave(new RequestLoad(isWrite), entered, reply));
    }

    // A request that waits is woken by each reply and each timer, and then goes, or waits anew: until that is decided, no time may pass.
    private async Task SettleAsync(Action wake)
    {
        if (_entering is null)
        {
            wake();
            return;
        }

        Task anew = _clock.UntilSomethingWaitsAnewAsync();
        wake();
        await Task.WhenAny(_entering, anew);
    }
}
