using System;
using System.IO;
using System.Text;
#if !NETFRAMEWORK
using System.Runtime.InteropServices;
#endif

namespace GhSecrets.Core;

/// <summary>Opens files for reading, and nothing else: a pipe would be waited for without an end, and a device may have none.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file, also by a link; its stream keeps no copy of what is read.</summary>
    /// <exception cref="IOException">There is no such file, or it is a pipe, a socket or a device.</exception>
    internal static FileStream Open(string path)
    {
        EnsureRegular(path);

        // A buffer of one byte keeps the stream from holding a copy of its own.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
    }

    /// <summary>Reads a whole file as UTF-8 with or without a byte order mark.</summary>
    /// <exception cref="IOException">As for <see cref="Open"/>.</exception>
    internal static string ReadText(string path)
    {
        EnsureRegular(path);
        return File.ReadAllText(path, Encoding.UTF8);
    }

    /// <summary>Whether a failure says that there is no such file.</summary>
    internal static bool IsMissing(Exception failure) => failure is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>What a failure to read a file is: that there is none, or what it is otherwise.</summary>
    internal static ErrorId IdOf(Exception failure, ErrorId otherwise) => IsMissing(failure) ? ErrorId.FileNotFound : otherwise;

#if NETFRAMEWORK
    // The stream of .NET Framework refuses what is no file by itself.
    private static void EnsureRegular(string path)
    {
    }
#else
    // The kinds of files in st_mode (POSIX, <sys/stat.h>).
    private const int KindMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int Pipe = 0x1000;

    private static void EnsureRegular(string path)
    {
        // A folder or nothing at all is told of when it is opened.
        if (KindOf(path) is int kind and not (Regular or Folder))
        {
            throw new IOException(kind == Pipe
                ? "it is a pipe. Save the text in a file, and give its path."
                : "it is a device or a socket. Give the path of a file.");
        }
    }

    /// <summary>The kind of what a path leads to; null when that cannot be told.</summary>
    private static int? KindOf(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            return Stat(path, out FileStatus status) == 0 ? status.Mode & KindMask : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    // .NET tells no kind of a file, but its own library, which is there wherever it runs, hides how stat differs from system to system.
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out FileStatus status);

    /// <summary>The beginning of what the library writes, with room for the rest.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct FileStatus
    {
        [FieldOffset(4)]
        public int Mode;
    }
#endif
}
