using System.Security.Cryptography;
using Sodium;

namespace MockGitHub;

/// <summary>Opens sealed boxes by libsodium (<c>crypto_box_seal_open</c>), as GitHub does; the module itself never can.</summary>
public static class SealedBoxOpener
{
    /// <summary>Makes the 32-byte keys of a recipient.</summary>
    public static (byte[] PublicKey, byte[] PrivateKey) CreateKeyPair()
    {
        using Sodium.KeyPair pair = PublicKeyBox.GenerateKeyPair();
        return ([.. pair.PublicKey], [.. pair.PrivateKey]);
    }

    /// <summary>Opens a box; false, with an empty message, when it is too short, was changed or is for another key.</summary>
    public static bool TryOpen(byte[] box, byte[] publicKey, byte[] privateKey, out byte[] message)
    {
        try
        {
            message = SealedPublicKeyBox.Open(box, privateKey, publicKey);
            return true;
        }
        catch (CryptographicException)
        {
            message = [];
            return false;
        }
    }
}
