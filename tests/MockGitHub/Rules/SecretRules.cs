using System;
using System.Text.RegularExpressions;

namespace MockGitHub;

/// <summary>What GitHub holds a secret to: its name, its size, how many there may be, and that it opens with the vault's key.</summary>
internal static partial class SecretRules
{
    /// <summary>48 KB, read as 49,152 bytes of plaintext.</summary>
    public const int MaximumSize = 48 * 1024;

    public static void CheckName(string name, string item = "Secret")
    {
        if (!NamePattern().IsMatch(name))
        {
            throw RefusedException.Unprocessable(
                $"{item} names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_).");
        }

        if (name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.Unprocessable($"{item} names must not start with GITHUB_.");
        }
    }

    public static byte[] Open(Vault vault, SecretBody body)
    {
        // One key for both checks, should it be rotated meanwhile.
        var key = vault.Key;
        if (body.KeyId != key.KeyId)
        {
            // GitHub's own words for this case are not known.
            throw RefusedException.Unprocessable("Bad request - the key_id is not that of the current public key");
        }

        if (!key.TryOpen(Convert.FromBase64String(body.EncryptedValue), out var value))
        {
            throw RefusedException.Unprocessable("Bad request - validation failed due to an improperly encrypted secret");
        }

        return value.Length <= MaximumSize ? value : throw RefusedException.Unprocessable("Value is too large");
    }

    /// <summary>How many secrets a vault may hold; unlimited where GitHub documents no limit.</summary>
    public static int Limit(Vault vault) => vault.Application switch
    {
        "actions" => vault.IsOrganization ? 1000 : 100,
        "codespaces" => 100,
        _ => int.MaxValue,
    };

    public static RefusedException TooMany(Vault vault) =>
        RefusedException.Unprocessable($"Secret limit reached. No more than {Limit(vault)} secrets may be stored here.");

    /// <summary>Finds the repository of an id, if a secret of this vault may be given to it.</summary>
    public static Repository? FindSelectable(ApiRequest request, Vault vault, long id) =>
        request.State.FindRepository(id) is { } found && request.Token.Sees(found) && (!vault.IsOrganization || found.Owner == vault.Account)
            ? found
            : null;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex NamePattern();
}
