using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that writes to Vela.</summary>
public abstract class VelaWriterCmdlet : SessionWriterCmdlet<VelaSecretScope, VelaSession>
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
    [ArgumentCompleter(typeof(VelaSecretNameCompleter))]
    public string[]? Name { get; set; }

    private protected VelaSecretStore Store { get; private set; } = null!;

    private protected sealed override int SessionLimit => CurrentSession.ThrottleLimit;

    private protected sealed override bool RegistersMask => CurrentSession.RegisterMask;

    private protected sealed override VelaSession ResolveSession() => DefaultSession.Vela.Resolve(SessionState);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Store = new VelaSecretStore(CurrentSession, Run);
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<VelaSecretScope> TargetScopes() => new VelaScopeColumns
    {
        Organization = Organization,
        Repository = Repository,
        Team = Team,
        Type = Type,
        Engine = Engine,
    }.Scopes();

    /// <summary>Every name at every scope.</summary>
    private protected static List<VelaSecretTarget> Targets(IReadOnlyList<VelaSecretScope> scopes, string[] names) =>
        scopes.SelectMany(scope => names.Select(name => new VelaSecretTarget(scope, name))).ToList();

    /// <summary>What writes to one secret have in common.</summary>
    private protected static string Key(VelaSecretTarget target) => $"{target.Scope.Path}/{target.Name}";
}
