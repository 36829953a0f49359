using System;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>GitHub's rules for the name of a secret: letters, digits and underscores, no digit first, not <c>GITHUB_</c>.</summary>
/// <remarks>GitHub stores names in upper case and compares them without regard to case.</remarks>
public static class SecretName
{
    /// <summary>Returns the name as GitHub stores it, in upper case.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidSecretName"/> with the rule that it breaks.</exception>
    public static string Normalize(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw Invalid("A secret needs a name.");
        }

        if (!name!.All(IsAllowed))
        {
            throw Invalid($"'{name}' is no name for a secret: only letters (A-Z), digits and underscores are allowed.");
        }

        if (name![0] is >= '0' and <= '9')
        {
            throw Invalid($"'{name}' is no name for a secret: it must not start with a digit.");
        }

        return name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase)
            ? throw Invalid($"'{name}' is no name for a secret: GitHub keeps names that start with GITHUB_ for itself.")
            : name.ToUpperInvariant();
    }

    private static bool IsAllowed(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidSecretName, message);
}
