using System;
using System.Collections.Generic;
using System.Threading;

namespace GhSecrets.Core;

/// <summary>One secret that is to stand at one scope, checked as far as that goes without a request.</summary>
public sealed class SecretAssignment : ScopeAssignment, IDisposable
{
    private int _disposed;

    /// <summary>Creates an assignment; it disposes its share of the content.</summary>
    /// <param name="scope">Where the secret belongs.</param>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="content">The value or the sealed value.</param>
    /// <param name="visibility">Who shall see it; null keeps what is there, or makes a new secret private.</param>
    /// <param name="selectedRepository">The repositories that shall see it; null keeps those that do, an empty list empties it.</param>
    /// <exception cref="GhSecretsException">The name is none, or visibility and repositories do not fit the scope or each
    /// other.</exception>
    public SecretAssignment(
        SecretScope scope,
        string? name,
        SecretContent content,
        Visibility? visibility = null,
        IReadOnlyList<RepositoryReference>? selectedRepository = null)
        : base(scope, ItemKind.Secret, name, visibility, selectedRepository) => Content = content;

    internal SecretContent Content { get; }

    /// <summary>Gives the share of the content back, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Content.Dispose();
        }
    }
}
