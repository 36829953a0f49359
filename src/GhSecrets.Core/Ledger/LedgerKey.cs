using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace GhSecrets.Core;

/// <summary>The key under which a ledger keeps fingerprints of values: who has the ledger but not the key learns nothing of a value,
/// however short.</summary>
[DebuggerDisplay("***")]
public sealed class LedgerKey : IDisposable
{
    /// <summary>The variable of the environment that holds the key.</summary>
    public const string Variable = "GHSECRETS_LEDGER_KEY";

    /// <summary>The fewest characters of a key: 16.</summary>
    public const int MinimumLength = 16;

    private const string ValueDomain = "GhSecrets ledger 1: value";
    private const string SealedDomain = "GhSecrets ledger 1: sealed";
    private const string FileDomain = "GhSecrets ledger 2: file";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly SecretValue _key;

    private LedgerKey(SecretValue key) => _key = key;

    /// <summary>Takes the key from a text.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> below <see cref="MinimumLength"/> characters.</exception>
    public static LedgerKey FromText(string text) => Create(text.Length, () => SecretValue.FromText(text));

    /// <summary>Takes the key from a <see cref="SecureString"/>, by way of memory that is zeroed.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> below <see cref="MinimumLength"/> characters.</exception>
    public static LedgerKey FromSecureString(SecureString text) => Create(text.Length, () => SecretValue.FromSecureString(text));

    /// <summary>Takes the key from <see cref="Variable"/>; null when it is not set or empty.</summary>
    /// <param name="read">Reads a variable of the environment.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> below <see cref="MinimumLength"/> characters.</exception>
    public static LedgerKey? FromEnvironment(Func<string, string?> read) => read(Variable) is { Length: > 0 } text ? FromText(text) : null;

    /// <summary>The fingerprint of what is stored under a name at a scope: HMAC-SHA-256 in base64, another one for each scope, name and
    /// value.</summary>
    public string Fingerprint(SecretScope scope, string name, SecretContent content)
    {
        using PinnedArray<byte> message = Message(scope, SecretName.Normalize(name), content);
        return Hash(message.Items);
    }

    /// <summary>The signature of a ledger's file: HMAC-SHA-256 in base64 over the texts that it holds, in their order; null stands for one
    /// that is not there.</summary>
    internal string Sign(IEnumerable<string?> texts)
    {
        using MemoryStream message = new();
        using BinaryWriter writer = new(message, Encoding.UTF8);
        writer.Write(FileDomain);
        foreach (string? text in texts)
        {
            writer.Write(text is not null);
            writer.Write(text ?? "");
        }

        writer.Flush();
        return Hash(message.ToArray());
    }

    /// <summary>Whether a signature is that of the texts, compared in fixed time; false for none.</summary>
    internal bool HasSigned(IEnumerable<string?> texts, string? signature) => IsSame(signature, Sign(texts));

    /// <summary>Whether a fingerprint is that of the content, compared in fixed time; false for none, and for one by another key.</summary>
    public bool Matches(string? fingerprint, SecretScope scope, string name, SecretContent content) =>
        IsSame(fingerprint, Fingerprint(scope, name, content));

    /// <summary>Zeroes the key; from then on it can only throw.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    private string Hash(byte[] message)
    {
#if NET
        return Convert.ToBase64String(HMACSHA256.HashData(_key.Bytes, message));
#else
        using PinnedArray<byte> key = new(_key.Length);
        _key.Bytes.CopyTo(key.Items);
        using HMACSHA256 hash = new(key.Items);
        return Convert.ToBase64String(hash.ComputeHash(message));
#endif
    }

    private static bool IsSame(string? one, string other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(one.AsSpan()), MemoryMarshal.AsBytes(other.AsSpan()));

    // Each text goes after its length, and the value, whose length is then the rest, comes last: nothing can move from the one into the
    // other.
    private static PinnedArray<byte> Message(SecretScope scope, string name, SecretContent content)
    {
        using MemoryStream head = new();
        using BinaryWriter writer = new(head, Encoding.UTF8);
        writer.Write(content.IsSealed ? SealedDomain : ValueDomain);
        writer.Write(scope.Path.ToUpperInvariant());
        writer.Write(name);
        if (content.IsSealed)
        {
            writer.Write(content.EncryptedValue);
            writer.Write(content.KeyId);
        }

        writer.Flush();
        ReadOnlySpan<byte> value = content.Value is null ? default : content.Value.Bytes;
        PinnedArray<byte> message = new((int)head.Length + value.Length);
        head.GetBuffer().AsSpan(0, (int)head.Length).CopyTo(message.Items);
        value.CopyTo(message.Items.AsSpan((int)head.Length));
        return message;
    }

    private static LedgerKey Create(int length, Func<SecretValue> read) => length >= MinimumLength
        ? new LedgerKey(read())
        : throw new GhSecretsException(
            ErrorId.InvalidArgument,
            $"The ledger's key has fewer than {MinimumLength} characters. Make one by 'openssl rand -base64 32', and keep it as a "
                + $"secret of the pipeline ({Variable}).");
}
