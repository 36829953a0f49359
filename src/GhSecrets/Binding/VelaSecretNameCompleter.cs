using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes the secrets of the first Vela scope on the command line.</summary>
public sealed class VelaSecretNameCompleter : NameCompleter<VelaSession>
{
    private protected override RunspaceSession<VelaSession> Default => DefaultSession.Vela;

    private protected override Task<IReadOnlyList<string>> NamesAsync(VelaSession session, TypedCommand command, CancellationToken cancel)
    {
        VelaScopeColumns columns = new()
        {
            Organization = command.Texts("Organization"),
            Repository = command.Texts("Repository"),
            Team = command.Texts("Team"),
            Type = command.Text("Type"),
            Engine = command.Text("Engine"),
        };
        return VelaSecretStore.SuggestAsync(session, columns.Scopes()[0], cancel);
    }

    /// <summary>Only the verb Get takes patterns.</summary>
    private protected override string Argument(TypedCommand command, string name) =>
        command.Verb == VerbsCommon.Get ? WildcardPattern.Escape(name) : name;
}
