using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Sodium;

namespace GhSecrets.Core;

/// <summary>Seals by libsodium's <c>crypto_box_seal</c> through Sodium.Core, which reads the message where it is; safe for concurrent
/// use.</summary>
/// <remarks>https://doc.libsodium.org/public-key_cryptography/sealed_boxes</remarks>
public sealed class SodiumSealer : ISealer
{
    private SodiumSealer(string? version) => Name = "libsodium " + version;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Loads the libsodium that came with this assembly; false, and never an exception, when this process cannot use it.</summary>
    public static bool TryCreate([NotNullWhen(true)] out SodiumSealer? sealer)
    {
        try
        {
            // Without our own file Sodium.Core is not asked: it would look for one in the current folder.
            sealer = LibsodiumFile.TryLoad() ? new SodiumSealer(Initialize()) : null;
        }
        catch (Exception failure) when (failure
            is NotSupportedException or TypeLoadException or MissingMemberException or BadImageFormatException
            or IOException or InvalidOperationException)
        {
            // In Windows PowerShell another module's libsodium or Sodium.Core may have come first, of a version that is refused or lacks
            // something.
            sealer = null;
        }

        return sealer is not null;
    }

    /// <inheritdoc/>
    public byte[] Seal(byte[] message, SealingKey key)
    {
        try
        {
            return SealedPublicKeyBox.Create(message, key.Array);
        }
        catch (CryptographicException)
        {
            // The only failure that crypto_box_seal knows.
            throw SealedBox.LowOrder();
        }
    }

    // A method of its own: what is missing shows when it is compiled, within the caller's try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Initialize()
    {
        SodiumCore.Init();
        return SodiumCore.SodiumVersionString();
    }
}
