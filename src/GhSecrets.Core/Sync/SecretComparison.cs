using System;

namespace GhSecrets.Core;

/// <summary>One secret at one scope: what the file declares against what is there; never a value.</summary>
public sealed class SecretComparison : ScopedObject
{
    internal SecretComparison(
        SecretScope scope,
        string name,
        PlannedAction action,
        string reason,
        DeclaredSecret? declared = null,
        Secret? listed = null)
        : base(scope)
    {
        Name = name;
        Action = action;
        Reason = reason;
        Declared = declared;
        Line = declared?.Line;
        Visibility = listed?.Visibility;
        UpdatedAt = listed?.UpdatedAt;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>What a sync does about it.</summary>
    public PlannedAction Action { get; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; }

    /// <summary>The line of the file that declares it; null when none does.</summary>
    public long? Line { get; }

    /// <summary>Who sees it now; null when it is not there, or its scope has no visibility.</summary>
    public Visibility? Visibility { get; }

    /// <summary>When it was last written at the server, UTC; null when it is not there.</summary>
    public DateTimeOffset? UpdatedAt { get; }

    /// <summary>The secret in words.</summary>
    public override string ToString() => $"{Name} in {Scope}";

    /// <summary>What the file declares; null when it declares nothing.</summary>
    internal DeclaredSecret? Declared { get; }

    /// <summary>Whether a sync writes it.</summary>
    internal bool IsWritten => Action is PlannedAction.Create or PlannedAction.Update or PlannedAction.Access or PlannedAction.Drifted;
}
