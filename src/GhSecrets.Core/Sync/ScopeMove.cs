namespace GhSecrets.Core;

/// <summary>A scope whose repository or organization has another name or another owner now.</summary>
/// <param name="From">The scope as the file or the ledger names it.</param>
/// <param name="To">The scope that it is now.</param>
internal sealed record ScopeMove(SecretScope From, SecretScope To)
{
    /// <summary>Whether what is declared there may be written: a repository that stayed with its owner.</summary>
    internal bool MayFollow => From.Repository is not null && RepositoryMoves.HaveSameOwner(From.Repository, To.Repository!);

    /// <summary>The move in words: <c>acme/old is now acme/new</c>.</summary>
    public override string ToString() => RepositoryMoves.Moved(From.Repository ?? From.Organization!, To.Repository ?? To.Organization!);

    /// <summary>The error of a secret that is declared where it must not follow.</summary>
    internal GhSecretsException Refusal() =>
        new(ErrorId.RepositoryMoved, $"{this}, which is another owner. Nothing was written. If that is right, use the new name.");
}
