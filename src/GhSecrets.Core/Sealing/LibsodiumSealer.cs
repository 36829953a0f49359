using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace GhSecrets.Core;

/// <summary>Seals by the native <c>crypto_box_seal</c> of libsodium, which reads the message where it lies; safe for concurrent use.</summary>
/// <remarks>https://doc.libsodium.org/public-key_cryptography/sealed_boxes</remarks>
public sealed unsafe class LibsodiumSealer : ISealer
{
    // int crypto_box_seal(unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *pk)
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, ulong, byte*, int> _seal;

    private LibsodiumSealer(IntPtr seal, string version)
    {
        _seal = (delegate* unmanaged[Cdecl]<byte*, byte*, ulong, byte*, int>)seal;
        Name = "libsodium " + version;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Loads libsodium from beside this assembly or from the system; false, and never an exception, when that does not work.</summary>
    public static bool TryCreate([NotNullWhen(true)] out LibsodiumSealer? sealer)
    {
        sealer = null;
        try
        {
            if (!LibsodiumLibrary.TryLoad(out IntPtr library)
                || !NativeLibrary.TryGetExport(library, "sodium_init", out IntPtr initialize)
                || !NativeLibrary.TryGetExport(library, "sodium_version_string", out IntPtr version)
                || !NativeLibrary.TryGetExport(library, "crypto_box_seal", out IntPtr seal))
            {
                return false;
            }

            // 1 means that somebody in this process has done it before.
            if (((delegate* unmanaged[Cdecl]<int>)initialize)() < 0)
            {
                return false;
            }

            sealer = new LibsodiumSealer(seal, Marshal.PtrToStringAnsi(((delegate* unmanaged[Cdecl]<IntPtr>)version)()) ?? "");
            return true;
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public byte[] Seal(ReadOnlySpan<byte> message, SealingKey key)
    {
        byte[] box = new byte[SealedBox.Overhead + message.Length];
        fixed (byte* to = box)
        fixed (byte* from = message)
        fixed (byte* publicKey = key.Bytes)
        {
            // The only failure that it knows is a key of low order.
            return _seal(to, from, (ulong)message.Length, publicKey) == 0 ? box : throw SealedBox.LowOrder();
        }
    }
}
