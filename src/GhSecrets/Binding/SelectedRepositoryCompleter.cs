using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the repositories that a secret may be shown to: by name those of the organization on the command line, as
/// <c>owner/name</c> all for a user's secret.</summary>
public sealed class SelectedRepositoryCompleter : GitHubNameCompleter
{
    private protected override async Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel)
    {
        string? typed = OwnerOf(command.Word);
        string? organization = command.Text("Organization");
        if (typed is null && organization is null && command.Kind == ScopeKind.Organization)
        {
            return [];
        }

        IReadOnlyList<string> names = await suggestions.RepositoriesAsync(typed ?? organization, cancel);

        // A number alone would be an id.
        return typed is null && organization is not null
            ? names.Select(name => NameOf(name).All(char.IsDigit) ? name : NameOf(name)).ToList()
            : names;
    }
}
