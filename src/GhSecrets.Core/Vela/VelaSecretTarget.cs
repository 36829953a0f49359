using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What an error is about: the Vela scope and, where one was named, the secret; never a value.</summary>
public sealed class VelaSecretTarget : VelaScopedObject
{
    /// <summary>Names a secret of a scope, or the scope alone.</summary>
    public VelaSecretTarget(VelaSecretScope scope, string? name = null)
        : base(scope) => Name = name;

    /// <summary>The secret's name as the user wrote it; null when the whole scope is meant.</summary>
    public string? Name { get; }

    /// <summary>What all writes to the secret have in common.</summary>
    internal string Key => $"{Scope.Path}/{Name}";

    /// <summary>Every name at every scope.</summary>
    internal static IReadOnlyList<VelaSecretTarget> All(IReadOnlyList<VelaSecretScope> scopes, IReadOnlyList<string> names) =>
        scopes.SelectMany(scope => names.Select(name => new VelaSecretTarget(scope, name))).ToList();

    private protected override string InWords => Name is null ? $"{Scope}" : $"{Name} in {Scope}";
}
