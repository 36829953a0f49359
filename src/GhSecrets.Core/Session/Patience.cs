using System;

namespace GhSecrets.Core;

/// <summary>How long one request may still wait for rate limits.</summary>
/// <param name="limit">The longest wait in all; null for as long as it takes, up to a week each.</param>
internal sealed class Patience(TimeSpan? limit)
{
    // No limit of GitHub's lasts so long: a server that asks for more is wrong, or its clock is.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(7);

    private TimeSpan _spent;

    /// <summary>Whether it has waited at all.</summary>
    internal bool HasWaited => _spent > TimeSpan.Zero;

    /// <summary>The wait that was too long; zero when none was.</summary>
    internal TimeSpan Refused { get; private set; }

    /// <summary>Whether it bears a further wait.</summary>
    internal bool Bears(TimeSpan wait)
    {
        bool bears = wait <= s_longestWait && (limit is not TimeSpan most || _spent + wait <= most);
        Refused = bears ? TimeSpan.Zero : wait;
        return bears;
    }

    /// <summary>Takes a wait off.</summary>
    internal void Spend(TimeSpan waited) => _spent += waited;
}
