using System;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>GitHub's rules for the name of a secret or a variable: letters, digits and underscores, no digit first, not
/// <c>GITHUB_</c>.</summary>
/// <remarks>GitHub stores names in upper case and compares them without regard to case.</remarks>
public static class SecretName
{
    /// <summary>Returns the name as GitHub stores it, in upper case.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidSecretName"/> or <see cref="ErrorId.InvalidVariableName"/> with the
    /// rule that it breaks.</exception>
    public static string Normalize(string? name, ItemKind items = ItemKind.Secret)
    {
        string? broken = string.IsNullOrEmpty(name) ? ""
            : !name!.All(IsAllowed) ? "only letters (A-Z), digits and underscores are allowed."
            : name![0] is >= '0' and <= '9' ? "it must not start with a digit."
            : name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase) ? "GitHub keeps names that start with GITHUB_ for itself."
            : null;
        return broken is null
            ? name!.ToUpperInvariant()
            : throw new GhSecretsException(
                items == ItemKind.Variable ? ErrorId.InvalidVariableName : ErrorId.InvalidSecretName,
                broken.Length == 0 ? $"A {Words.One(items)} needs a name." : $"'{name}' is no name for a {Words.One(items)}: {broken}");
    }

    private static bool IsAllowed(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';
}
