using System;

namespace GhSecrets.Core;

/// <summary>One write that took effect, and who sees the secret since.</summary>
public sealed class SecretChange : ScopedItem
{
    private readonly SecretTarget _target;

    internal SecretChange(
        SecretTarget target,
        SecretAction done,
        int attempts,
        GivenAccess? access = null,
        DateTimeOffset? repliedAt = null)
        : base(target.Scope)
    {
        _target = target;
        Name = target.Name!;
        Done = done;
        Attempts = attempts;
        Visibility = access?.Visibility?.ToString();
        SelectedRepository = access?.SelectedRepository;
        RepliedAt = repliedAt;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>What happened: a word of <see cref="SecretAction"/>.</summary>
    public string Action => Done.ToString();

    /// <summary>Who sees an organization's secret now: <c>All</c>, <c>Private</c> or <c>Selected</c>; null for other scopes, and when it
    /// was removed.</summary>
    public string? Visibility { get; }

    /// <summary>The repositories that see it now, by name or as they were given; the one that was added or removed; null where none are
    /// selected.</summary>
    public TextList? SelectedRepository { get; }

    /// <summary>How often the write was sent until it succeeded.</summary>
    public int Attempts { get; }

    private protected override string InWords => $"{Action} {_target}";

    internal SecretAction Done { get; }

    /// <summary>The server's time of its reply; null when it told none.</summary>
    internal DateTimeOffset? RepliedAt { get; }
}
