#if NETFRAMEWORK
using System.Reflection;

namespace System.Runtime.InteropServices;

/// <summary>Gives .NET Framework (and Mono, which the tests also use) the look-up of native functions that later frameworks have.</summary>
internal static class NativeLibrary
{
    // RTLD_NOW
    private const int ResolveNow = 2;

    private static readonly bool s_isWindows = Environment.OSVersion.Platform == PlatformID.Win32NT;

    /// <summary>Loads a library by absolute path or bare name; false when it is missing or made for another processor.</summary>
    public static bool TryLoad(string libraryName, Assembly assembly, DllImportSearchPath? searchPath, out IntPtr handle)
    {
        handle = s_isWindows
            ? LoadLibraryEx(libraryName, IntPtr.Zero, (uint)(searchPath ?? DllImportSearchPath.SafeDirectories))
            : Open(libraryName, ResolveNow);
        return handle != IntPtr.Zero;
    }

    /// <summary>Finds an exported function; false when the library has none of that name.</summary>
    public static bool TryGetExport(IntPtr handle, string name, out IntPtr address)
    {
        address = s_isWindows ? GetProcAddress(handle, name) : Symbol(handle, name);
        return address != IntPtr.Zero;
    }

    [DllImport("kernel32", EntryPoint = "LoadLibraryExW", CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibraryEx(string path, IntPtr reserved, uint flags);

    [DllImport("kernel32", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetProcAddress(IntPtr module, string name);

    [DllImport("libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr Open(string path, int mode);

    [DllImport("libdl.so.2", EntryPoint = "dlsym", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr Symbol(IntPtr library, string name);
}
#endif
