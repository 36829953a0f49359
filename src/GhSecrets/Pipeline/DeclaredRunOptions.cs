using System;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>How a declared file is to be read, as the parameters of its cmdlets say.</summary>
internal sealed class DeclaredRunOptions
{
    internal SecureString? LedgerKey { get; init; }

    internal string? LedgerPath { get; init; }

    /// <summary>The former name of the file, whose entries in the ledger become its own.</summary>
    internal string? AdoptLedger { get; init; }

    internal bool Prunes { get; init; }

    internal int? Slice { get; init; }

    internal int? SliceCount { get; init; }

    internal bool SkipValueCheck { get; init; }

    /// <summary>The slice of the parameters, or else the one that Azure Pipelines gives the job; null for all.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when there is no such slice, or only half of it is given.</exception>
    internal Slice? ReadSlice() => (Slice, SliceCount) switch
    {
        (null, null) => Core.Slice.FromEnvironment(Environment.GetEnvironmentVariable),
        (null, 1) => null,
        ({ } number, { } count) => new Slice(number, count),
        _ => throw new GhSecretsException(ErrorId.InvalidArgument, "Slice and SliceCount go together: -Slice 2 -SliceCount 8."),
    };
}
