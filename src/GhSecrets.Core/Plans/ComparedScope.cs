using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>What came out of comparing one scope.</summary>
internal sealed class ComparedScope
{
    /// <summary>The declared secrets in the order of the file, then the others by name.</summary>
    internal List<SecretComparison> Secrets { get; } = [];

    /// <summary>What the ledger shall be told though nothing is written.</summary>
    internal List<LedgerCorrection> Corrections { get; } = [];
}
