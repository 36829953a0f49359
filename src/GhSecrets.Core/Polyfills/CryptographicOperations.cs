#if NETFRAMEWORK
using System.Runtime.CompilerServices;

namespace System.Security.Cryptography;

/// <summary>Gives .NET Framework the two operations on secret bytes that later frameworks have.</summary>
internal static class CryptographicOperations
{
    /// <summary>Overwrites the buffer with zeros in a way that no compiler leaves out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static void ZeroMemory(Span<byte> buffer) => buffer.Clear();

    /// <summary>Compares two buffers in a time that depends on their lengths alone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool FixedTimeEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
#endif
