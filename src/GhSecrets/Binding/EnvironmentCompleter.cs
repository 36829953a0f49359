using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the environments of the repository on the command line.</summary>
public sealed class EnvironmentCompleter : GitHubNameCompleter
{
    private protected override async Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel) =>
        command.Text("Repository") is string repository
            ? await suggestions.EnvironmentsAsync(RepositoryName.Normalize(repository, command.Text("Owner")), cancel)
            : [];
}
