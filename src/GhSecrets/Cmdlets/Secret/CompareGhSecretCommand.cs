using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Compares what a file declares with the secrets that are there; reads only.</summary>
[Cmdlet(VerbsData.Compare, Nouns.Secret)]
[OutputType(typeof(SecretComparison))]
public sealed class CompareGhSecretCommand : SessionCmdlet<string, GhSession>
{
    /// <summary>Files, also by wildcards; of at most 8 MB of UTF-8 each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The key of the ledger's fingerprints, 16 characters or more; by default GHSECRETS_LEDGER_KEY.</summary>
    [Parameter]
    [TokenTransformation]
    public SecureString? LedgerKey { get; set; }

    /// <summary>The folder of the ledger; by default the file's own path with .ledger behind it.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>The file's former name: what the ledger keeps under that name becomes this file's.</summary>
    [Parameter]
    public string? AdoptLedger { get; set; }

    /// <summary>Which slice of the places is this job's, from 1; by default what Azure Pipelines says, else all.</summary>
    [Parameter]
    public int? Slice { get; set; }

    /// <summary>Into how many slices the places are split, at most 1,000.</summary>
    [Parameter]
    public int? SliceCount { get; set; }

    /// <summary>Does not warn of a value that looks like a slip: empty, in quotes, with a line break at its end, a placeholder, half a key.</summary>
    [Parameter]
    public SwitchParameter SkipValueCheck { get; set; }

    private protected override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TargetScopes() => InputFiles.Paths(GivenNames(Path), InputObject);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<string> scopes) => InputFiles.ForEach(SessionState, scopes, Report, Compare);

    private void Compare(string file)
    {
        DeclaredRunOptions options = new()
        {
            LedgerKey = LedgerKey,
            LedgerPath = LedgerPath,
            AdoptLedger = AdoptLedger,
            Slice = Slice,
            SliceCount = SliceCount,
            SkipValueCheck = SkipValueCheck,
        };
        using DeclaredRun declared = new(this, CurrentSession, Run, options, file, Report);
        ComparedFile? compared = declared.Compare(force: false, Stop);
        WriteExchanges();
        if (compared is not null)
        {
            WriteObject(compared.Secrets, enumerateCollection: true);
        }
    }
}
