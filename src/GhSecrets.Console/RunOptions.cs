using System;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>What a run is to do, as its command line says.</summary>
internal sealed class RunOptions
{
    internal required string Path { get; init; }

    /// <summary>The folder of the ledger; null for the one beside the file.</summary>
    internal string? LedgerFolder { get; init; }

    /// <summary>The former name of the file, whose entries in the ledger become its own; null for none.</summary>
    internal string? AdoptLedger { get; init; }

    internal int? Slice { get; init; }

    internal int? SliceCount { get; init; }

    internal bool Force { get; init; }

    internal bool Prune { get; init; }

    internal int MaximumRemove { get; init; }

    internal bool Json { get; init; }

    internal bool RegisterMask { get; init; }

    /// <summary>Signs in, by the token of the environment.</summary>
    internal required Func<GhSession> OpenSession { get; init; }

    /// <summary>The slice of the options, or else the one that Azure Pipelines gives the job; null for all.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when there is no such slice, or only half of it is given.</exception>
    internal Slice? ReadSlice() => (Slice, SliceCount) switch
    {
        (null, null) => Core.Slice.FromEnvironment(Environment.GetEnvironmentVariable),
        (null, 1) => null,
        ({ } number, { } count) => new Slice(number, count),
        _ => throw new GhSecretsException(ErrorId.InvalidArgument, "--slice and --slice-count go together: --slice 2 --slice-count 8."),
    };
}
