namespace GhSecrets.Core;

/// <summary>The public key of one scope; keys of two scopes can differ although they show the same id.</summary>
public sealed class PublicKey : ScopedObject
{
    internal PublicKey(SecretScope scope, string keyId, string key)
        : base(scope)
    {
        KeyId = keyId;
        Key = key;
        SealingKey = SealingKey.FromBase64(key);
    }

    /// <summary>GitHub's id of the key, sent back with every sealed value.</summary>
    public string KeyId { get; }

    /// <summary>The key: 32 bytes in base64.</summary>
    public string Key { get; }

    internal SealingKey SealingKey { get; }

    private protected override string InWords => $"{KeyId} of {Scope}";
}
