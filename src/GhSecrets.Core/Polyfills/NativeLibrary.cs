#if NETFRAMEWORK
using System.Reflection;

namespace System.Runtime.InteropServices;

/// <summary>Gives .NET Framework (and Mono, which the tests also use) the loading of a native library that later frameworks have.</summary>
internal static class NativeLibrary
{
    // RTLD_NOW
    private const int ResolveNow = 2;

    private static readonly bool s_isWindows = Environment.OSVersion.Platform == PlatformID.Win32NT;

    /// <summary>Loads a library by its absolute path, for the whole process; false when it is missing or made for another
    /// processor.</summary>
    public static bool TryLoad(string path, Assembly assembly, DllImportSearchPath? searchPath, out IntPtr handle)
    {
        handle = s_isWindows ? LoadLibraryEx(path, IntPtr.Zero, (uint)searchPath.GetValueOrDefault()) : Open(path, ResolveNow);
        return handle != IntPtr.Zero;
    }

    [DllImport("kernel32", EntryPoint = "LoadLibraryExW", CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibraryEx(string path, IntPtr reserved, uint flags);

    [DllImport("libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr Open(string path, int mode);
}
#endif
