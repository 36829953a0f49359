using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes repositories: of the owner that was typed or given, else all that the token has a part in.</summary>
public sealed class RepositoryCompleter : GitHubNameCompleter
{
    private protected override async Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel)
    {
        string? typed = OwnerOf(command.Word);
        string? given = command.Text("Owner");
        IReadOnlyList<string> names = await suggestions.RepositoriesAsync(typed ?? given, cancel);
        return typed is null && given is not null ? names.Select(NameOf).ToList() : names;
    }
}
