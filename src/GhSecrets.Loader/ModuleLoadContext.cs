using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace GhSecrets.Loader;

/// <summary>Keeps what the cmdlets are built on apart from the assemblies of PowerShell and other modules, whatever versions they
/// bring.</summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    // The second holds what both editions of the module share.
    private static readonly string[] s_folders = [Path.Combine(s_folder, "dependencies"), Path.GetDirectoryName(s_folder)!];

    private ModuleLoadContext()
        : base("GhSecrets")
    {
    }

    /// <summary>The one of this process.</summary>
    internal static ModuleLoadContext Instance { get; } = new();

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What is not there comes from .NET.
        string? path = s_folders.Select(folder => Path.Combine(folder, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }
}
