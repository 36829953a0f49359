using System;

namespace GhSecrets.Core.Tests;

/// <summary>A test of something that Windows does not have: signals, unless it is said to be something else.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute(string missing = "Windows has no signals") => Skip = OperatingSystem.IsWindows() ? missing : null;
}
