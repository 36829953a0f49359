using System;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace GhSecrets.Loader;

/// <summary>Lets the cmdlets, which PowerShell loads among its own assemblies, find Core in the load context of the module.</summary>
public sealed class Initializer : IModuleAssemblyInitializer
{
    /// <summary>Runs before PowerShell looks at the cmdlets, whose base types are of Core.</summary>
    public void OnImport()
    {
        // Each import of the module comes here, and one hook is enough.
        AssemblyLoadContext.Default.Resolving -= ResolveCore;
        AssemblyLoadContext.Default.Resolving += ResolveCore;
    }

    private static Assembly? ResolveCore(AssemblyLoadContext _, AssemblyName name) =>
        string.Equals(name.Name, "GhSecrets.Core", StringComparison.OrdinalIgnoreCase)
            ? ModuleLoadContext.Instance.LoadFromAssemblyName(name)
            : null;
}
