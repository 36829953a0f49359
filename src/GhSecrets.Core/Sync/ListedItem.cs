using System;

namespace GhSecrets.Core;

/// <summary>A secret or a variable as the server lists it.</summary>
/// <param name="Scope">Where it is.</param>
/// <param name="Name">The name, in upper case.</param>
/// <param name="SeenBy">Who sees it; null where its scope has no visibility.</param>
/// <param name="UpdatedAt">When it was last written; null when the server tells none.</param>
internal sealed record ListedItem(SecretScope Scope, string Name, Visibility? SeenBy, DateTimeOffset? UpdatedAt)
{
    /// <summary>The value of a variable; null for a secret.</summary>
    internal string? Value { get; private init; }

    internal static ListedItem Of(Secret secret) => new(secret.Scope, secret.Name, secret.SeenBy, secret.UpdatedAt);

    internal static ListedItem Of(Variable variable) =>
        new(variable.Scope, variable.Name, variable.SeenBy, variable.UpdatedAt) { Value = variable.Value };
}
