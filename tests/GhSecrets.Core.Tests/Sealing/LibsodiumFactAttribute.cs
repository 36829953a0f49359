using System;

namespace GhSecrets.Core.Tests;

/// <summary>A test that needs the native library and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LibsodiumFactAttribute : FactAttribute
{
    public LibsodiumFactAttribute() => Skip = Libsodium.IsThere ? null : "libsodium is not on this machine";
}
