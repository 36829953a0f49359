using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the secrets that are there what a file declares: writes what differs and, when it prunes, removes what earlier syncs wrote.</summary>
[Cmdlet(VerbsData.Sync, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(SecretChange))]
public sealed class SyncGhSecretCommand : SessionWriterCmdlet<string, GhSession>
{
    private readonly Dictionary<DeclaredSecret, SecretContent> _asked = [];
    private DeclaredRun? _declared;

    /// <summary>Files, also by wildcards; of at most 8 MB of UTF-8 each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Removes secrets that an earlier sync wrote and nobody changed since, once the file no longer declares them.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>How many secrets of a file may be removed; if there are more, nothing at all is written.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRemove { get; set; } = 10;

    /// <summary>Writes all declared secrets, also those that are unchanged.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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

    private protected override int SessionLimit => CurrentSession.ThrottleLimit;

    private protected override bool RegistersMask => CurrentSession.RegisterMask;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TargetScopes() => InputFiles.Paths(GivenNames(Path), InputObject);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<string> scopes) => InputFiles.ForEach(SessionState, scopes, Report, Sync);

    // Writes that are being stopped need the ledger's key until they have ended.
    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Forget();
        }
    }

    private void Sync(string file)
    {
        Forget();
        DeclaredRunOptions options = new()
        {
            LedgerKey = LedgerKey,
            LedgerPath = LedgerPath,
            AdoptLedger = AdoptLedger,
            Prunes = Prune,
            Slice = Slice,
            SliceCount = SliceCount,
            SkipValueCheck = SkipValueCheck,
        };
        DeclaredRun declared = _declared = new(this, CurrentSession, Run, options, file, Report);
        ComparedFile? compared = declared.Compare(Force, Stop);
        WriteExchanges();
        if (compared is null)
        {
            return;
        }

        if (Prune)
        {
            compared.EnsureRemoves(MaximumRemove);
        }

        if (!IsWhatIf && (compared.Writes.Any() || (Prune && compared.Removals.Any())))
        {
            Wait(_ => declared.Sync.TryLedgerAsync());
        }

        ForEach(compared.Writes.ToList(), secret => Write(declared.Sync, secret));
        Drain();
        if (Prune)
        {
            ForEach(compared.Removals.ToList(), secret => Remove(declared.Sync, secret));
            Drain();
        }

        if (!IsWhatIf)
        {
            Wait(stop => declared.Sync.SettleAsync(compared, stop));
        }

        WriteVerbose($"{file}: {compared}.");
    }

    private void Write(SecretSync sync, SecretComparison secret)
    {
        if (Approves(secret, $"{(secret.Action == PlannedAction.Create ? "Create" : "Update")} secret: {secret.Reason}"))
        {
            SecretContent content = ContentOf(secret.Declared!);
            Start(secret.Scope.KeyOf(secret.Name), secret, stop => sync.WriteAsync(secret, content, stop), content.Share(), CurrentSession.WriteLane(secret.Scope));
        }
    }

    private void Remove(SecretSync sync, SecretComparison secret)
    {
        if (Approves(secret, $"Remove secret: {secret.Reason}"))
        {
            Start(secret.Scope.KeyOf(secret.Name), secret, stop => sync.RemoveAsync(secret, stop), lane: CurrentSession.WriteLane(secret.Scope));
        }
    }

    // Asked once for all places of the secret.
    private SecretContent ContentOf(DeclaredSecret secret)
    {
        if (secret.Content is { } content || _asked.TryGetValue(secret, out content))
        {
            return content;
        }

        using SecretValue value = ValuePrompt.Ask(Host, $"Value of {secret.Prompt}")
            ?? throw new GhSecretsException(ErrorId.InvalidValue, "Its value is to be asked for, and nobody can be asked here. Run it where a person is, or declare another source.");
        Examine(value, [secret.Name], SkipValueCheck);
        return _asked[secret] = SecretContent.FromValue(value);
    }

    // Nothing of the file may run any more.
    private void Forget()
    {
        foreach (SecretContent content in _asked.Values)
        {
            content.Dispose();
        }

        _asked.Clear();
        _declared?.Dispose();
        _declared = null;
    }
}
