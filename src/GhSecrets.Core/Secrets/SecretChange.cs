namespace GhSecrets.Core;

/// <summary>One write that took effect.</summary>
public sealed class SecretChange : ScopedObject
{
    internal SecretChange(SecretScope scope, string name, SecretAction action, int attempts)
        : base(scope)
    {
        Name = name;
        Action = action;
        Attempts = attempts;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>What happened.</summary>
    public SecretAction Action { get; }

    /// <summary>How often the write was sent until it succeeded.</summary>
    public int Attempts { get; }

    /// <summary>The change in words.</summary>
    public override string ToString() => $"{Action} {Name} in {Scope}";
}
