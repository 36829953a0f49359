using System;

namespace GhSecrets.Core;

/// <summary>What GitHub tells of a secret: everything but its value, which no one can read back.</summary>
public sealed class Secret : ScopedItem
{
    internal Secret(
        SecretScope scope,
        string name,
        Visibility? visibility,
        DateTimeOffset? createdAt,
        DateTimeOffset? updatedAt)
        : base(scope)
    {
        Name = name;
        SeenBy = visibility;
        CreatedAt = createdAt;
        UpdatedAt = updatedAt;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>Who sees an organization's secret: <c>All</c>, <c>Private</c> or <c>Selected</c>; null for other scopes.</summary>
    public string? Visibility => SeenBy?.ToString();

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>When it was last written, UTC; for organization secrets a change of the repositories counts too.</summary>
    public DateTimeOffset? UpdatedAt { get; }

    private protected override string InWords => $"{Name} in {Scope}";

    internal Visibility? SeenBy { get; }
}
