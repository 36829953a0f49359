namespace GhSecrets.Core;

/// <summary>What an error is about: the Vela scope and, where one was named, the secret; never a value.</summary>
public sealed class VelaSecretTarget : VelaScopedObject
{
    /// <summary>Names a secret of a scope, or the scope alone.</summary>
    public VelaSecretTarget(VelaSecretScope scope, string? name = null)
        : base(scope) => Name = name;

    /// <summary>The secret's name as the user wrote it; null when the whole scope is meant.</summary>
    public string? Name { get; }

    /// <summary>The target in words: <c>npm_token in repository acme/app</c>.</summary>
    public override string ToString() => Name is null ? $"{Scope}" : $"{Name} in {Scope}";
}
