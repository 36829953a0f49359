#if NETFRAMEWORK
using System;
using System.IO;
using System.Reflection;

namespace GhSecrets.Core;

public sealed partial class BouncyCastleSealer
{
    private const string Library = "BouncyCastle.Cryptography";

    // .NET Framework looks beside this assembly alone; the module has one copy for both its editions, above them.
    static BouncyCastleSealer() => AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
        new AssemblyName(wanted.Name).Name == Library && File.Exists(LibraryPath) ? Assembly.LoadFrom(LibraryPath) : null;

    private static string LibraryPath =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(typeof(BouncyCastleSealer).Assembly.Location))!, Library + ".dll");
}
#endif
