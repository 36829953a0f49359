using System;
using System.Runtime.InteropServices;

namespace GhSecrets.Core.Tests;

/// <summary>The functions of the native library that the tests hold this project's primitives against.</summary>
internal static class Libsodium
{
    private static readonly Lazy<IntPtr> s_library = new(() => LibsodiumSealer.TryCreate(out _) && LibsodiumLibrary.TryLoad(out IntPtr library) ? library : IntPtr.Zero);

    private static readonly Lazy<SealOpenFunction> s_sealOpen = new(Bind<SealOpenFunction>("crypto_box_seal_open"));
    private static readonly Lazy<ScalarMultiplyFunction> s_scalarMultiply = new(Bind<ScalarMultiplyFunction>("crypto_scalarmult"));
    private static readonly Lazy<GenericHashFunction> s_genericHash = new(Bind<GenericHashFunction>("crypto_generichash"));
    private static readonly Lazy<SecretBoxFunction> s_secretBox = new(Bind<SecretBoxFunction>("crypto_secretbox_easy"));
    private static readonly Lazy<OneTimeAuthFunction> s_oneTimeAuth = new(Bind<OneTimeAuthFunction>("crypto_onetimeauth"));

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SealOpenFunction(byte[] message, byte[] box, ulong boxLength, byte[] publicKey, byte[] privateKey);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ScalarMultiplyFunction(byte[] result, byte[] scalar, byte[] point);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GenericHashFunction(byte[] digest, nuint digestLength, byte[] message, ulong messageLength, byte[]? key, nuint keyLength);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SecretBoxFunction(byte[] box, byte[] message, ulong messageLength, byte[] nonce, byte[] key);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OneTimeAuthFunction(byte[] tag, byte[] message, ulong messageLength, byte[] key);

    public static bool IsThere => s_library.Value != IntPtr.Zero;

    public static byte[]? Open(byte[] box, byte[] publicKey, byte[] privateKey)
    {
        byte[] message = new byte[box.Length - SealedBox.Overhead];
        return s_sealOpen.Value(message, box, (ulong)box.Length, publicKey, privateKey) == 0 ? message : null;
    }

    public static byte[]? ScalarMultiply(byte[] scalar, byte[] point)
    {
        byte[] result = new byte[X25519.Size];
        return s_scalarMultiply.Value(result, scalar, point) == 0 ? result : null;
    }

    public static byte[] Hash(int size, byte[] message)
    {
        byte[] digest = new byte[size];
        Assert.Equal(0, s_genericHash.Value(digest, (nuint)size, message, (ulong)message.Length, null, 0));
        return digest;
    }

    public static byte[] SecretBox(byte[] message, byte[] nonce, byte[] key)
    {
        byte[] box = new byte[Poly1305.TagSize + message.Length];
        Assert.Equal(0, s_secretBox.Value(box, message, (ulong)message.Length, nonce, key));
        return box;
    }

    public static byte[] OneTimeAuth(byte[] message, byte[] key)
    {
        byte[] tag = new byte[Poly1305.TagSize];
        Assert.Equal(0, s_oneTimeAuth.Value(tag, message, (ulong)message.Length, key));
        return tag;
    }

    private static Func<T> Bind<T>(string name)
        where T : Delegate =>
        () => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(s_library.Value, name));
}
