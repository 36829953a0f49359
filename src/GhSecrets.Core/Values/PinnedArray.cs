using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GhSecrets.Core;

/// <summary>Room for plain text while it is read: never moved, so that no copy stays behind, and zeroed by <see cref="Dispose"/>.</summary>
internal sealed class PinnedArray<T> : IDisposable
    where T : unmanaged
{
#if NETFRAMEWORK
    private GCHandle _pin;
#endif

    internal PinnedArray(int length)
    {
#if NET
        Items = GC.AllocateUninitializedArray<T>(length, pinned: true);
#else
        Items = new T[length];
        _pin = GCHandle.Alloc(Items, GCHandleType.Pinned);
#endif
    }

    internal T[] Items { get; }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(Items.AsSpan()));
#if NETFRAMEWORK
        if (_pin.IsAllocated)
        {
            _pin.Free();
        }
#endif
    }
}
