using System;

namespace GhSecrets.Core;

/// <summary>What the ledger keeps of one secret or variable after a write: never its value.</summary>
public sealed record LedgerEntry
{
    // Between the moment that GitHub notes for a write, and its reply.
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromSeconds(10);

    /// <summary>The declared file whose sync wrote it, by its path from the ledger's folder; null when nobody knows, and then no sync
    /// removes it until a file declares it.</summary>
    public string? Owner { get; init; }

    /// <summary>The value's fingerprint by a <see cref="LedgerKey"/>, 32 bytes in base64; null when it was written without a key, and for a
    /// variable, whose value can be read.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>How access was declared: <c>all</c>, <c>private</c> or <c>selected: acme/app, acme/web</c>; null when it was not.</summary>
    public string? Access { get; init; }

    /// <summary>GitHub's <c>updated_at</c> after the write; null until it was read.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The server's time of the reply to the write, by its <c>Date</c>; stands in for <see cref="UpdatedAt"/> until that is
    /// known.</summary>
    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>Whether nobody has written the item since, as far as its listed <c>updated_at</c> tells; false when GitHub lists
    /// none.</summary>
    /// <remarks>The time of a reply vouches only for the seconds before it: what was written earlier was written by somebody
    /// else.</remarks>
    public bool IsOurs(DateTimeOffset? listed) =>
        listed is not null && (UpdatedAt is null ? listed <= RepliedAt && listed >= RepliedAt - s_longestWrite : listed == UpdatedAt);

    /// <summary>Whether the sync of a declared file may take the entry for its own: it wrote it, or nobody knows who did.</summary>
    internal bool IsOf(string owner) => Owner is null || Owner == owner;
}
