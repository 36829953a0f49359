using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace MockGitHub;

/// <summary>A repository under the spelling it was created with; look-ups ignore the case of owner and name.</summary>
public sealed record Repository(long Id, Account Owner, string Name, bool IsPrivate, bool IsArchived, DateTimeOffset CreatedAt)
{
    /// <summary>The name as <c>owner/name</c>.</summary>
    public string FullName => $"{Owner.Login}/{Name}";

    /// <summary>The topics, in lower case.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    internal ConcurrentDictionary<string, DeploymentEnvironment> Environments { get; } = new(StringComparer.OrdinalIgnoreCase);
}
