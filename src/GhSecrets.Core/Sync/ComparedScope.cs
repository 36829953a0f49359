using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What came out of comparing one scope.</summary>
internal sealed class ComparedScope
{
    /// <summary>The declared items in the order of the file, then the others by name.</summary>
    internal List<SecretComparison> Items { get; } = [];

    /// <summary>What the ledger shall be told though nothing is written.</summary>
    internal List<LedgerCorrection> Corrections { get; } = [];

    /// <summary>What could not be compared, and why.</summary>
    internal List<(object Target, GhSecretsException Error)> Failures { get; } = [];

    /// <summary>What was left out, and why.</summary>
    internal List<string> Notes { get; } = [];

    /// <summary>A scope that cannot be read: every item that is declared there fails; one that only the ledger knows may be
    /// gone.</summary>
    internal static ComparedScope Unreadable(SecretScope scope, IReadOnlyList<DeclaredItem> declared, GhSecretsException error)
    {
        ComparedScope compared = new();
        if (declared.Count > 0)
        {
            compared.Failures.AddRange(declared.Select(item => ((object)new SecretTarget(scope, item.Name), error.Copy())));
        }
        else if (error.Id is ErrorId.RepositoryNotFound or ErrorId.EnvironmentNotFound or ErrorId.ScopeNotFound)
        {
            compared.Notes.Add($"The ledger knows {Words.Of(scope.Items)} of {scope}, which is gone or hidden from the token. "
                + "If it is gone, delete its file in the ledger.");
        }
        else
        {
            compared.Failures.Add((new SecretTarget(scope), error));
        }

        return compared;
    }
}
