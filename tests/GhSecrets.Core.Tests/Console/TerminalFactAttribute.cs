using System;
using System.IO;

namespace GhSecrets.Core.Tests;

/// <summary>A test that needs a terminal, which <c>script</c> of util-linux makes, and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "script of util-linux is not on this machine";
}
