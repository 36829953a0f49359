namespace MockGitHub;

/// <summary>The key pair of one vault, under the id that GitHub shows for it.</summary>
internal sealed record KeyPair(string KeyId, byte[] PublicKey, byte[] PrivateKey)
{
    public static KeyPair Create(string keyId)
    {
        var (publicKey, privateKey) = SealedBoxOpener.CreateKeyPair();
        return new KeyPair(keyId, publicKey, privateKey);
    }

    public bool TryOpen(byte[] box, out byte[] message) => SealedBoxOpener.TryOpen(box, PublicKey, PrivateKey, out message);
}
