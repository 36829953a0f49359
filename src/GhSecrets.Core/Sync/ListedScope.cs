using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>What the list of a scope named, or why it could not be read.</summary>
/// <param name="Scope">The scope that was asked.</param>
internal sealed record ListedScope(SecretScope Scope)
{
    internal IReadOnlyList<ListedItem> Items { get; init; } = [];

    /// <summary>Why there is no list; null when there is.</summary>
    internal GhSecretsException? Error { get; init; }

    /// <summary>The scope that answered, when it is another one by now.</summary>
    internal SecretScope? MovedTo { get; init; }
}
