using System;
using System.Threading;

namespace GhSecrets.Core;

/// <summary>What a record wants to be stored: a value that is still to be sealed, or one that was sealed elsewhere.</summary>
/// <remarks>All targets of a record share it; the copy of the value is zeroed when the last one has ended.</remarks>
public sealed class SecretContent : IDisposable
{
    private readonly SecretValue? _value;
    private int _users = 1;

    private SecretContent(SecretValue value) => _value = value;

    private SecretContent(string encryptedValue, string keyId)
    {
        EncryptedValue = encryptedValue;
        KeyId = keyId;
    }

    internal bool IsSealed => _value is null;

    /// <summary>The value that is to be sealed; null for one that is sealed already.</summary>
    internal SecretValue? Value => _value;

    /// <summary>The sealed box in base64; empty for a value that is still to be sealed.</summary>
    internal string EncryptedValue { get; } = "";

    /// <summary>The id of the key that the box was sealed for; empty for a value that is still to be sealed.</summary>
    internal string KeyId { get; } = "";

    /// <summary>Takes an own copy of a value.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ValueTooLarge"/> above 48 KB.</exception>
    public static SecretContent FromValue(SecretValue value)
    {
        value.EnsureFits();
        return new SecretContent(value.Copy());
    }

    /// <summary>Takes a sealed box in base64 and the id of the key that it was sealed for.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when the text cannot be a sealed box.</exception>
    public static SecretContent FromSealed(string encryptedValue, string keyId)
    {
        try
        {
            if (Convert.FromBase64String(encryptedValue).Length >= SealedBox.Overhead)
            {
                return new SecretContent(encryptedValue, keyId);
            }
        }
        catch (FormatException)
        {
            // The text is not quoted: it may be a value in the wrong column.
        }

        throw new GhSecretsException(
            ErrorId.InvalidValue,
            "The encrypted value is no sealed box in base64. Make it with Protect-GhSecret, or give the plain value as -Value.");
    }

    /// <summary>Counts one more target; each disposes the content once.</summary>
    public SecretContent Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>Ends one target's use; the last one zeroes the value.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _value?.Dispose();
        }
    }

    /// <summary>The sealed box in base64 and the key's id, for a request.</summary>
    internal (string EncryptedValue, string KeyId) Seal(PublicKey? key, ISealer sealer) =>
        _value is null
            ? (EncryptedValue, KeyId)
            : (Convert.ToBase64String(sealer.Seal(_value.Array, key!.SealingKey)), key.KeyId);
}
