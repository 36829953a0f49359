namespace GhSecrets.Core;

/// <summary>What the ledger shall hold of an item that needs no write; without an entry it shall forget the item.</summary>
internal sealed record LedgerCorrection(SecretScope Scope, string Name, LedgerEntry? Entry);
