using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace GhSecrets.Loader;

/// <summary>Keeps the module's assemblies apart from those of PowerShell and of other modules, whatever versions they bring.</summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private static readonly Lazy<Assembly> s_module =
        new(() => new ModuleLoadContext().LoadFromAssemblyPath(Path.Combine(s_folder, "GhSecrets.dll")));

    private ModuleLoadContext()
        : base("GhSecrets")
    {
    }

    /// <summary>The assembly with the cmdlets, loaded at the first use.</summary>
    public static Assembly Module => s_module.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What is not beside us (System.Management.Automation above all) comes from PowerShell.
        string path = Path.Combine(s_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
