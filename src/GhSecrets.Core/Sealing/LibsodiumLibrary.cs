using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace GhSecrets.Core;

/// <summary>Finds the native libsodium: beside this assembly first, as the package ships it, then where systems install it.</summary>
internal static class LibsodiumLibrary
{
    /// <summary>Loads the first libsodium that fits this process; false when there is none.</summary>
    public static bool TryLoad(out IntPtr library)
    {
        foreach (string candidate in Candidates())
        {
            // The safe directories leave out the current folder and PATH, where anyone may have put a library of that name.
            if (NativeLibrary.TryLoad(candidate, typeof(LibsodiumLibrary).Assembly, DllImportSearchPath.SafeDirectories, out library))
            {
                return true;
            }
        }

        library = IntPtr.Zero;
        return false;
    }

    // The absolute paths need no help from the load context, so they hold in the module's own one too.
    private static IEnumerable<string> Candidates()
    {
        string location = typeof(LibsodiumLibrary).Assembly.Location;
        string folder = location.Length > 0 ? Path.GetDirectoryName(location)! : AppContext.BaseDirectory;
        string[] systemNames;
        string[] platforms;
        string file;
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            platforms = ["win"];
            file = "libsodium.dll";
            systemNames = ["libsodium.dll"];
        }
        else if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
        {
            // Where Homebrew (Arm, Intel) and MacPorts put it: for a bare name dyld looks into the current folder.
            platforms = ["osx"];
            file = "libsodium.dylib";
            systemNames = ["/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib", "/opt/local/lib/libsodium.dylib"];
        }
        else
        {
            // A library for glibc does not load under musl, so the order of the two does not matter there.
            platforms = ["linux", "linux-musl"];
            file = "libsodium.so";
            systemNames = ["libsodium.so.23", "libsodium.so.26"];
        }

        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        foreach (string platform in platforms)
        {
            yield return Path.Combine(folder, "runtimes", platform + "-" + architecture, "native", file);
        }

        yield return Path.Combine(folder, file);
        foreach (string name in systemNames)
        {
            yield return name;
        }
    }
}
