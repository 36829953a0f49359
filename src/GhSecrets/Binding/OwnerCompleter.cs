using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the owners of repositories: whoever the token belongs to, and the organizations of that user.</summary>
public sealed class OwnerCompleter : GitHubNameCompleter
{
    private protected override Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel) =>
        suggestions.OwnersAsync(cancel);
}
