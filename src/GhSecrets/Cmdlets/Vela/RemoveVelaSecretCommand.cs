using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Removes secrets of a Vela server.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.VelaSecret, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VelaSecretChange))]
public sealed class RemoveVelaSecretCommand : SessionWriterCmdlet<VelaSecretScope, VelaSession>
{
    private VelaSecretStore? _store;

    /// <summary>Removes without asking; a job that cannot ask needs it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Organizations, in the letter case that Vela shows.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    public string[]? Organization { get; set; }

    /// <summary>Repositories by name, or as organization/name; for the type repo.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Repo")]
    public string[]? Repository { get; set; }

    /// <summary>Teams; for the type shared.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Team { get; set; }

    /// <summary>Whose the secrets are: repo (the default), org or shared.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<VelaSecretType>))]
    public string? Type { get; set; }

    /// <summary>Where the server keeps them: native (the default) or vault.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<VelaEngine>))]
    public string? Engine { get; set; }

    /// <summary>Names of Vela secrets, in the letter case that Vela shows.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VelaSecretNameCompleter))]
    public string[]? Name { get; set; }

    private protected override bool? Forced => Force;

    private protected override VelaSession ResolveSession() => DefaultSession.Vela.Resolve(SessionState);

    /// <inheritdoc/>
    protected override IReadOnlyList<VelaSecretScope> TargetScopes() => new VelaScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Team = Team,
        Type = Type,
        Engine = Engine,
    }.Scopes();

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<VelaSecretScope> scopes)
    {
        VelaSecretStore store = _store ??= new VelaSecretStore(CurrentSession, Run);
        ForEach(VelaSecretTarget.All(scopes, RequireNames(Name)), target =>
        {
            target.Scope.PathOf(target.Name!);
            if (Approves(target, "Remove secret"))
            {
                Start(target.Key, target, stop => store.RemoveAsync(target.Scope, target.Name!, stop));
            }
        });
    }
}
