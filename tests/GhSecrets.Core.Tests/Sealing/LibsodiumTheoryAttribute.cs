using System;

namespace GhSecrets.Core.Tests;

/// <summary>A theory that needs the native library and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LibsodiumTheoryAttribute : TheoryAttribute
{
    public LibsodiumTheoryAttribute() => Skip = Libsodium.IsThere ? null : "libsodium is not on this machine";
}
