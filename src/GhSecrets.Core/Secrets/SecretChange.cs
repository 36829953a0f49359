using System;

namespace GhSecrets.Core;

/// <summary>One write that took effect.</summary>
public sealed class SecretChange : ScopedObject
{
    internal SecretChange(
        SecretScope scope,
        string name,
        SecretAction action,
        int attempts,
        string? selectedRepository = null,
        DateTimeOffset? repliedAt = null)
        : base(scope)
    {
        Name = name;
        Action = action;
        Attempts = attempts;
        SelectedRepository = selectedRepository;
        RepliedAt = repliedAt;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>What happened.</summary>
    public SecretAction Action { get; }

    /// <summary>How often the write was sent until it succeeded.</summary>
    public int Attempts { get; }

    /// <summary>The repository that was added or removed, as it was given; null when the secret or its whole list was written.</summary>
    public string? SelectedRepository { get; }

    /// <summary>The server's time of its reply; null when it told none.</summary>
    internal DateTimeOffset? RepliedAt { get; }

    /// <summary>The change in words.</summary>
    public override string ToString() => $"{Action} {new SecretTarget(Scope, Name, SelectedRepository)}";
}
