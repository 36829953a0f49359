using System.Security.Cryptography;
using System.Text;

namespace GhSecrets.Core;

/// <summary>The SHA-256 of a scope's path, 32 bytes; the same on every machine, and whatever the letter case.</summary>
internal static class ScopeHash
{
    internal static byte[] Of(SecretScope scope)
    {
        byte[] path = Encoding.UTF8.GetBytes(scope.Path.ToUpperInvariant());
#if NET
        return SHA256.HashData(path);
#else
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(path);
#endif
    }
}
