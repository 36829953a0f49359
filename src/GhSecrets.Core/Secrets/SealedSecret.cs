using System;

namespace GhSecrets.Core;

/// <summary>A value sealed for one scope: safe to keep and to hand on, and of use to nobody but GitHub.</summary>
public sealed class SealedSecret : ScopedItem
{
    private SealedSecret(SecretScope scope, string name, string encryptedValue, string keyId)
        : base(scope)
    {
        Name = name;
        EncryptedValue = encryptedValue;
        KeyId = keyId;
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>The sealed box in base64.</summary>
    public string EncryptedValue { get; }

    /// <summary>The id of the key that it was sealed for.</summary>
    public string KeyId { get; }

    /// <summary>Seals a value for a key, without any request.</summary>
    /// <exception cref="GhSecretsException">The name, the value or the key cannot be used.</exception>
    public static SealedSecret Create(SecretScope scope, string? name, SecretValue value, string key, string keyId, ISealer sealer)
    {
        string normalized = SecretName.Normalize(name);
        value.EnsureFits();
        return new SealedSecret(scope, normalized, Convert.ToBase64String(sealer.Seal(value.Array, SealingKey.FromBase64(key))), keyId);
    }

    private protected override string InWords => $"{Name} in {Scope} (sealed)";
}
