using System;

namespace GhSecrets.Core;

/// <summary>One secret or variable that is as it was to be, and who sees it since.</summary>
public abstract class ItemChange : ScopedItem
{
    private protected ItemChange(SecretTarget target, int attempts)
        : base(target.Scope) => (Target, Name, Attempts) = (target, target.Name!, attempts);

    /// <summary>The name, in upper case; of a renamed variable the name that it had.</summary>
    public string Name { get; }

    /// <summary>What happened: <c>Created</c>, <c>Updated</c>, <c>Removed</c>; of a variable also <c>Unchanged</c> and
    /// <c>Renamed</c>.</summary>
    public abstract string Action { get; }

    /// <summary>Who sees what an organization keeps now: <c>All</c>, <c>Private</c> or <c>Selected</c>; null for other scopes, when it was
    /// removed or renamed, and where an update found no need to read it.</summary>
    public string? Visibility { get; internal init; }

    /// <summary>The repositories that see it now, by name or as they were given; the one that was added or removed; null where none are
    /// selected, or none were given for a variable.</summary>
    public TextList? SelectedRepository { get; internal init; }

    /// <summary>How often a write was sent until it succeeded; 0 when none was needed.</summary>
    public int Attempts { get; }

    /// <summary>The server's time of its reply; null when it told none, or nothing was written.</summary>
    internal DateTimeOffset? RepliedAt { get; init; }

    private protected SecretTarget Target { get; }

    private protected override string InWords => $"{Action} {Target}";
}
