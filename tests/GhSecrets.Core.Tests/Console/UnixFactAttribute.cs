using System;

namespace GhSecrets.Core.Tests;

/// <summary>A test that sends a signal, as Windows cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals" : null;
}
