using System;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>A repository as GitHub writes it, <c>owner/name</c>; compared without regard to case.</summary>
public static class RepositoryName
{
    /// <summary>Returns <c>owner/name</c> from either that or a bare name and its owner.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the owner is missing, given twice or a part is no
    /// name.</exception>
    public static string Normalize(string repository, string? owner = null)
    {
        if (owner?.IndexOfAny(['/', ':']) >= 0)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{RepositoryAddress.Shown(owner)}' is not the login of an owner. Write it as in github.com/LOGIN.");
        }

        string[] parts = repository.Split('/');
        if (HasWildcard(repository) && parts.Length <= 2 && parts.All(IsPattern))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{repository}' is a pattern. Name the repositories; * and ? work in Get-GhRepoSecret and in the repositories of a "
                    + "declared file.");
        }

        if (parts.Length == 1 && !string.IsNullOrEmpty(owner))
        {
            parts = [owner!, repository];
        }

        if (parts.Length == 1)
        {
            throw WithoutOwner(repository);
        }

        if (parts.Length != 2 || !parts.All(IsName))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{RepositoryAddress.Shown(repository)}' is no repository. Write it as owner/name.");
        }

        return string.IsNullOrEmpty(owner) || parts[0].Equals(owner, StringComparison.OrdinalIgnoreCase)
            ? $"{parts[0]}/{parts[1]}"
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"Repository '{repository}' and -Owner '{owner}' name different owners. Give only one of them.");
    }

    /// <summary>The error for a name or a pattern that stands alone.</summary>
    internal static GhSecretsException WithoutOwner(string repository) => new(
        ErrorId.InvalidArgument,
        $"Repository '{RepositoryAddress.Shown(repository)}' has no owner. Write owner/{RepositoryAddress.Shown(repository)}, or give "
            + "-Owner.");

    /// <summary>Whether the text holds <c>*</c> or <c>?</c>, which no name does.</summary>
    internal static bool HasWildcard(string text) => text.IndexOfAny(['*', '?']) >= 0;

    /// <summary>Whether the text can be one part of an address, or stands for several by <c>*</c> and <c>?</c>.</summary>
    internal static bool IsPattern(string text) => IsName(text.Replace('*', 'a').Replace('?', 'a'));

    /// <summary>Whether the text can be one part of an address: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, but not <c>.</c> or
    /// <c>..</c> alone.</summary>
    internal static bool IsName(string text) =>
        text.Length > 0
        && text is not ("." or "..")
        && text.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.');
}
