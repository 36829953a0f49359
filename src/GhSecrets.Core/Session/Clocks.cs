using System;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Waits and time-outs by an injected clock, which the frameworks spell differently.</summary>
internal static class Clocks
{
    internal static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancel) =>
#if NET
        Task.Delay(delay, clock, cancel);
#else
        clock.Delay(delay, cancel);
#endif

    internal static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan timeout) =>
#if NET
        new(timeout, clock);
#else
        clock.CreateCancellationTokenSource(timeout);
#endif
}
