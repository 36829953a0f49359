using System.Collections.Generic;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Creates or updates variables of an organization; an update keeps who sees them unless it says otherwise.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.OrgVariable, SupportsShouldProcess = true)]
[OutputType(typeof(VariableChange))]
public sealed class SetGhOrgVariableCommand : SetVariableCmdlet
{
    /// <summary>Logins of organizations.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Org")]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string[]? Organization { get; set; }

    /// <summary>Who sees the variable: All, Private or Selected; not given, an update keeps it and a new variable is Private.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<Visibility>))]
    public string? Visibility { get; set; }

    /// <summary>Repositories, as names (with or without owner), addresses or ids; several in one text are separated by a
    /// semicolon.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SelectedRepositoryCompleter))]
    public string[]? SelectedRepository { get; set; }

    private protected override (string? Visibility, string[]? SelectedRepository) RecordAccess => (Visibility, SelectedRepository);

    /// <inheritdoc/>
    protected override IReadOnlyList<SecretScope> TargetScopes() =>
        new ScopeColumns { Organization = Organization, Application = Application, Kind = ItemKind.Variable }.Scopes(
            ScopeKind.Organization);
}
