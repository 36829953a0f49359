using System;

namespace GhSecrets.Contract.Tests;

/// <summary>A clock that moves only when a test moves it.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
