namespace GhSecrets.Core;

/// <summary>What the ledger shall hold of a secret that needs no write; without an entry it shall forget the secret.</summary>
internal sealed record LedgerCorrection(SecretScope Scope, string Name, LedgerEntry? Entry);
