using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The access that a write gives a secret: as it is sent, and as it is told.</summary>
/// <param name="Body">The part of a PUT's body that says it; empty for scopes that have no access of their own.</param>
/// <param name="Visibility">The visibility; null for scopes that have none.</param>
/// <param name="Repositories">The selected repositories, by name or as they were given; null where none are selected.</param>
internal sealed record GivenAccess(JObject Body, Visibility? Visibility, IEnumerable<string>? Repositories)
{
    /// <summary>That of a scope that has no access of its own.</summary>
    internal static GivenAccess None => new([], null, null);

    internal TextList? SelectedRepository => Repositories is null ? null : new TextList(Repositories);
}
