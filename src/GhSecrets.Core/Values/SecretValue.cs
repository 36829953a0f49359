using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace GhSecrets.Core;

/// <summary>The bytes of one secret, pinned so that no copy stays behind in memory, zeroed by <see cref="Dispose"/>, and shown as
/// <c>***</c>.</summary>
/// <remarks>
/// No public property, constructor, <c>Parse</c> or conversion: PowerShell would print the one and quietly make values by the others.
/// Whoever makes one disposes it.
/// </remarks>
[DebuggerDisplay("***")]
public sealed partial class SecretValue : IDisposable
{
    /// <summary>The largest value in bytes: GitHub's 48 KB for a secret.</summary>
    public const int MaximumSize = 49_152;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly GhSecretsException? _failure;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[]? _bytes;

#if NETFRAMEWORK
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private GCHandle _pin;
#endif

    private SecretValue(GhSecretsException failure) => _failure = failure;

    private SecretValue(int length)
    {
#if NET
        _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
#else
        _bytes = new byte[length];
        _pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned);
#endif
    }

#if NETFRAMEWORK
    // Only lets go of the array: zeroing it here could race with a sealer that still reads the bytes of an abandoned value.
    /// <summary>Releases the pin of a value that nobody disposed.</summary>
    ~SecretValue()
    {
        // Not so after a constructor that ran out of memory.
        if (_pin.IsAllocated)
        {
            _pin.Free();
        }
    }
#endif

    /// <summary>The number of bytes; throws once the value is disposed.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal int Length => Bytes.Length;

    /// <summary>Whether it is only what <see cref="ToString"/> shows in the place of a value.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal bool IsMask => _bytes is byte[] bytes && bytes.AsSpan().SequenceEqual("***"u8);

    /// <summary>The bytes themselves; throws once the value is disposed, so that zeros are never sealed in their place.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ReadOnlySpan<byte> Bytes => Array;

    /// <summary>The same as the array that holds them, for a sealer: whoever keeps it keeps zeros.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] Array => _bytes ?? throw (_failure ?? (Exception)new ObjectDisposedException(nameof(SecretValue)));

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private Span<byte> Buffer => _bytes;

    /// <summary>Encodes text as UTF-8 without a byte order mark.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when half a surrogate pair stands alone.</exception>
    public static SecretValue FromText(string text) => FromText((text ?? throw new ArgumentNullException(nameof(text))).AsSpan());

    /// <summary>Encodes characters, which the caller may zero afterwards, as UTF-8 without a byte order mark.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when half a surrogate pair stands alone.</exception>
    public static unsafe SecretValue FromText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return new SecretValue(0);
        }

        fixed (char* characters = text)
        {
            SecretValue value = new(CountBytes(characters, text.Length));
            fixed (byte* bytes = value.Buffer)
            {
                StrictUtf8.Encoding.GetBytes(characters, text.Length, bytes, value.Length);
            }

            return value;
        }
    }

    /// <summary>Copies bytes as they are.</summary>
    public static SecretValue FromBytes(ReadOnlySpan<byte> bytes)
    {
        SecretValue value = new(bytes.Length);
        bytes.CopyTo(value.Buffer);
        return value;
    }

    /// <summary>Encodes the characters of a <see cref="SecureString"/> as UTF-8, by way of unmanaged memory that is zeroed.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when half a surrogate pair stands alone.</exception>
    public static unsafe SecretValue FromSecureString(SecureString text)
    {
        IntPtr characters = Marshal.SecureStringToBSTR(text);
        try
        {
            // The text may hold zeros, so its length is the one written before it.
            return FromText(new ReadOnlySpan<char>((void*)characters, text.Length));
        }
        finally
        {
            Marshal.ZeroFreeBSTR(characters);
        }
    }

    /// <summary>Stands for a value that could not be made: whoever uses it gets the failure, in the place where failures are
    /// reported.</summary>
    internal static SecretValue Unusable(GhSecretsException failure) => new(failure);

    /// <summary>Makes a copy that is disposed on its own.</summary>
    public SecretValue Copy() => FromBytes(Bytes);

    /// <summary>Zeroes the bytes; from then on the value can only throw.</summary>
    public void Dispose()
    {
        byte[]? bytes = Interlocked.Exchange(ref _bytes, null);
        if (bytes is null)
        {
            return;
        }

        CryptographicOperations.ZeroMemory(bytes);
#if NETFRAMEWORK
        _pin.Free();
        GC.SuppressFinalize(this);
#endif
    }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <summary>Refuses a value larger than <see cref="MaximumSize"/> as <see cref="ErrorId.ValueTooLarge"/>.</summary>
    internal void EnsureFits()
    {
        if (Length > MaximumSize)
        {
            throw TooLarge(Length);
        }
    }

    private static GhSecretsException TooLarge(long size, string suffix = "") => new(
        ErrorId.ValueTooLarge,
        string.Format(
            CultureInfo.InvariantCulture,
            "The value has {0:N0} bytes{1} where GitHub allows {2:N0} (48 KB). Nothing was sent.",
            size,
            suffix,
            MaximumSize));

    private static unsafe int CountBytes(char* characters, int length)
    {
        try
        {
            return StrictUtf8.Encoding.GetByteCount(characters, length);
        }
        catch (EncoderFallbackException)
        {
            // The encoder's own message quotes a character of the value.
            throw new GhSecretsException(
                ErrorId.InvalidValue, "The value is not valid Unicode text: half a surrogate pair stands alone in it. Give it as bytes "
                    + "or as a file.");
        }
    }
}
