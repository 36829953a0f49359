namespace GhSecrets.Core;

/// <summary>One write to Vela that took effect.</summary>
public sealed class VelaSecretChange : VelaScopedObject
{
    internal VelaSecretChange(VelaSecretScope scope, string name, SecretAction action, int attempts, long? id = null)
        : base(scope)
    {
        Name = name;
        Action = action.ToString();
        Attempts = attempts;
        Id = id;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What happened: a word of <see cref="SecretAction"/>.</summary>
    public string Action { get; }

    /// <summary>The secret's id, where the server told it.</summary>
    public long? Id { get; }

    /// <summary>How often the write was sent until it succeeded.</summary>
    public int Attempts { get; }

    private protected override string InWords => $"{Action} {Name} in {Scope}";
}
