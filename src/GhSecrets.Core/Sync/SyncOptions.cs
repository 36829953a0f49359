using System;
using System.Security;

namespace GhSecrets.Core;

/// <summary>What a run over a declared file is to do, as a person told a face of it.</summary>
/// <param name="Path">The declared file; a relative path starts at the process's folder.</param>
/// <param name="Words">How the face calls its options.</param>
public sealed record SyncOptions(string Path, SyncWords Words)
{
    /// <summary>How many secrets and variables may be removed where nothing else is said.</summary>
    public const int DefaultMaximumRemove = 10;

    /// <summary>Where values come from besides the file; its current folder is also where <see cref="AdoptLedger"/> starts.</summary>
    public ValueSources Sources { get; init; } = new();

    /// <summary>What stands between two cells of a CSV file; null for what its header says.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The host where repositories must be that are given by their address; null where none is known.</summary>
    public string? HostName { get; init; }

    /// <summary>The key of the ledger's fingerprints; null for the one of the environment.</summary>
    public SecureString? LedgerKey { get; init; }

    /// <summary>The folder of the ledger; null for the one beside the file.</summary>
    public string? LedgerFolder { get; init; }

    /// <summary>The former name of the file, whose entries in the ledger become its own; null for none.</summary>
    public string? AdoptLedger { get; init; }

    /// <summary>Which slice of the places is this run's, from 1; null for the one that Azure Pipelines says, else all.</summary>
    public int? Slice { get; init; }

    /// <summary>Into how many slices the places are split; 1 alone for no slices at all.</summary>
    public int? SliceCount { get; init; }

    /// <summary>Whether the run ends once it has compared, and reads only.</summary>
    public bool ComparesOnly { get; init; }

    /// <summary>Whether nothing will be approved, so that the ledger is left alone.</summary>
    public bool IsWhatIf { get; init; }

    /// <summary>Whether unchanged secrets are written as well.</summary>
    public bool Force { get; init; }

    /// <summary>Whether what an earlier run wrote is removed, once the file no longer declares it.</summary>
    public bool Prune { get; init; }

    /// <summary>How many may be removed; if there are more, nothing at all is written. Null for
    /// <see cref="DefaultMaximumRemove"/>.</summary>
    public int? MaximumRemove { get; init; }

    /// <summary>Whether values that look like a slip pass without a warning.</summary>
    public bool SkipValueCheck { get; init; }

    /// <summary>How many writes run at once; can only lower the limit of the session.</summary>
    public int ThrottleLimit { get; init; } = int.MaxValue;

    /// <summary>Has a runner hide a value in the log of the job; null for none to be hidden.</summary>
    public Action<SecretValue>? Mask { get; init; }

    /// <summary>The slice that is given, or else the one that Azure Pipelines gives the job; null for all.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when there is no such slice, or only half of it is
    /// given.</exception>
    internal Slice? ReadSlice() => (Slice, SliceCount) switch
    {
        (null, null) => Core.Slice.FromEnvironment(Environment.GetEnvironmentVariable),
        (null, 1) => null,
        ({ } number, { } count) => new Slice(number, count),
        _ => throw new GhSecretsException(ErrorId.InvalidArgument, Words.SlicesGoTogether),
    };

    /// <summary>The key that is given, or else that of the environment; null for none. Whoever reads it disposes it.</summary>
    /// <exception cref="GhSecretsException">It is too short.</exception>
    internal LedgerKey? ReadLedgerKey() =>
        LedgerKey is null ? Core.LedgerKey.FromEnvironment(Environment.GetEnvironmentVariable) : Core.LedgerKey.FromSecureString(LedgerKey);

    /// <summary>Which ledger it is, and whose entries in it are this run's.</summary>
    internal LedgerOptions ReadLedger(LedgerKey? key) => new(Path)
    {
        Folder = LedgerFolder,
        Key = key,
        AdoptedFrom = AdoptLedger,
        CurrentFolder = Sources.CurrentFolder,
    };
}
