using System;

namespace GhSecrets.Core;

/// <summary>One secret or variable at one scope: what the file declares against what is there; never the value of a secret.</summary>
public sealed class SecretComparison : ScopedItem
{
    internal SecretComparison(
        SecretScope scope,
        string name,
        (PlannedAction Action, string Reason, string Short) plan,
        DeclaredItem? declared = null,
        ListedItem? listed = null)
        : base(scope)
    {
        Name = name;
        (Planned, Reason, ShortReason) = plan;
        Declared = declared;
        Line = declared?.Line;
        SeenBy = listed?.SeenBy;
        UpdatedAt = listed?.UpdatedAt;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>What a sync does about it: a word of <see cref="PlannedAction"/>.</summary>
    public string Action => Planned.ToString();

    /// <summary>Why, in words.</summary>
    public string Reason { get; }

    /// <summary>Why, in a few words that fit into a column.</summary>
    public string ShortReason { get; }

    /// <summary>The line of the file that declares it; null when none does.</summary>
    public long? Line { get; }

    /// <summary>Who sees it now: <c>All</c>, <c>Private</c> or <c>Selected</c>; null when it is not there, or its scope has no
    /// visibility.</summary>
    public string? Visibility => SeenBy?.ToString();

    /// <summary>When it was last written at the server, UTC; null when it is not there.</summary>
    public DateTimeOffset? UpdatedAt { get; }

    private protected override string InWords => $"{new SecretTarget(Scope, Name)}";

    internal PlannedAction Planned { get; }

    internal Visibility? SeenBy { get; }

    /// <summary>What the file declares; null when it declares nothing.</summary>
    internal DeclaredItem? Declared { get; }

    /// <summary>Whether a sync writes it.</summary>
    internal bool IsWritten => Planned is PlannedAction.Create or PlannedAction.Update or PlannedAction.Access or PlannedAction.Drifted;
}
