using System;

namespace GhSecrets.Core.Tests;

/// <summary>A key and a box that are well-formed.</summary>
internal static class Sealed
{
    /// <summary>48 bytes: the box of an empty value, as far as its size tells.</summary>
    public static readonly string Box = Convert.ToBase64String(new byte[48]);

    /// <summary>The key of cli/cli's test of sealing.</summary>
    public static PublicKey Key() => new(SecretScope.ForRepository("acme/app"), "17", "CDjXqf7AJBXWhMczcy+Fs7JlACEptgceysutztHaFQI=");
}
