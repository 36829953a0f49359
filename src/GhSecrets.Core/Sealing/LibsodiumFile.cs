using System;
using System.IO;
using System.Runtime.InteropServices;
#if NET
using Sodium;
#endif

namespace GhSecrets.Core;

/// <summary>The libsodium of this assembly: <c>runtimes/&lt;rid&gt;/native/libsodium.*</c>, in its folder or at most two above
/// it.</summary>
/// <remarks>Loaded by its full path alone: a bare name would let in what lies in the current folder or on PATH.</remarks>
internal static class LibsodiumFile
{
    private static readonly Lazy<bool> s_isLoaded = new(Load);

    /// <summary>Has Sodium.Core use this file; false when there is none for this process, or it cannot be loaded.</summary>
    public static bool TryLoad() => s_isLoaded.Value;

    private static bool Load()
    {
        IntPtr library = IntPtr.Zero;

        // What it needs in turn (on Windows the C runtime) is looked for beside it and in the system, never in the current folder or on
        // PATH.
        bool isLoaded = Find() is string path && NativeLibrary.TryLoad(
            path,
            typeof(LibsodiumFile).Assembly,
            DllImportSearchPath.UseDllDirectoryForDependencies | DllImportSearchPath.System32,
            out library);
#if NET
        // It throws, because after a zero the runtime would look elsewhere.
        NativeLibrary.SetDllImportResolver(
            typeof(SodiumCore).Assembly,
            (name, _, _) => isLoaded ? library : throw new DllNotFoundException($"GhSecrets has no {name} for this process."));
#endif
        return isLoaded;
    }

    // The module has one copy for both its editions, above the folders of their assemblies.
    private static string? Find()
    {
        string file = Path.Combine("runtimes", Platform(), "native", FileName());
        string location = typeof(LibsodiumFile).Assembly.Location;
        string? folder = location.Length > 0 ? Path.GetDirectoryName(location) : AppContext.BaseDirectory;
        for (int above = 0; above <= 2 && folder is not null; above++, folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, file) is string path && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string Platform()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win-" + architecture
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
            : IsMusl() ? "linux-musl-" + architecture
            : "linux-" + architecture;
    }

    private static string FileName() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "libsodium.dll"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "libsodium.dylib"
            : "libsodium.so";

    private static bool IsMusl() =>
#if NET
        // Asked of the process itself: on Arm the file for glibc loads under musl too, and is the wrong one.
        !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "gnu_get_libc_version", out _);
#else
        false;
#endif
}
