using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the secrets or variables of the first scope on the command line; no name of GitHub's holds a wildcard
/// character.</summary>
public sealed class SecretNameCompleter : GitHubNameCompleter
{
    private protected override Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel)
    {
        ScopeColumns columns = new()
        {
            Organization = command.Texts("Organization"),
            Repository = command.Texts("Repository"),
            Owner = command.Text("Owner"),
            Environment = command.Texts("Environment"),
            User = command.Text("User"),
            Application = command.Text("Application"),
            Kind = command.Items,
        };
        IReadOnlyList<SecretScope> scopes = command.Kind is ScopeKind kind ? columns.Scopes(kind) : columns.Scopes();
        return suggestions.NamesAsync(scopes[0], command.Has("Inherited"), cancel);
    }
}
