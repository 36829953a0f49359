using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the organizations of whoever the token belongs to.</summary>
public sealed class OrganizationCompleter : GitHubNameCompleter
{
    private protected override Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel) =>
        suggestions.OrganizationsAsync(cancel);
}
