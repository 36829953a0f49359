using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Gets secrets of a Vela server; never values.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.VelaSecret)]
[OutputType(typeof(VelaSecret))]
public sealed class GetVelaSecretCommand : SessionCmdlet<VelaSecretScope, VelaSession>
{
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
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VelaSecretNameCompleter))]
    public string[]? Name { get; set; }

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
        VelaSecretStore store = new(CurrentSession, Run);
        foreach (VelaSecretScope scope in scopes)
        {
            WriteMatching(
                Name,
                name => new VelaSecretTarget(scope, name),
                stop => store.GetAllAsync(scope, stop),
                (name, stop) => store.GetAsync(scope, name, stop),
                secret => secret.Name);
        }
    }
}
