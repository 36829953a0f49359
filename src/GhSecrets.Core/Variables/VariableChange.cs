using System;

namespace GhSecrets.Core;

/// <summary>One variable that is as it was to be, and what was done for that.</summary>
public sealed class VariableChange : ScopedItem
{
    private readonly SecretTarget _target;

    internal VariableChange(SecretTarget target, VariableAction done, int attempts)
        : base(target.Scope) => (_target, Name, Done, Attempts) = (target, target.Name!, done, attempts);

    /// <summary>The name, in upper case; of a renamed one the name that it had.</summary>
    public string Name { get; }

    /// <summary>What happened: a word of <see cref="VariableAction"/>.</summary>
    public string Action => Done.ToString();

    /// <summary>The name that a renamed variable has since, in upper case; else null.</summary>
    public string? NewName { get; internal init; }

    /// <summary>Who sees an organization's variable now: <c>All</c>, <c>Private</c> or <c>Selected</c>; null for other scopes, when it was
    /// removed or renamed, and where the update found no need to read it.</summary>
    public string? Visibility { get; internal init; }

    /// <summary>The repositories that were selected, as they were given; the one that was added or removed; else null, whoever sees
    /// it.</summary>
    public TextList? SelectedRepository { get; internal init; }

    /// <summary>How often a write was sent until it succeeded; 0 when nothing was written.</summary>
    public int Attempts { get; }

    private protected override string InWords => NewName is null ? $"{Action} {_target}" : $"{Action} {_target} to {NewName}";

    internal VariableAction Done { get; }

    /// <summary>The server's time of its reply; null when it told none, or nothing was written.</summary>
    internal DateTimeOffset? RepliedAt { get; init; }
}
