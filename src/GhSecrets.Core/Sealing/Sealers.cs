using System;

namespace GhSecrets.Core;

/// <summary>Chooses the sealer of this process.</summary>
public static class Sealers
{
    private static readonly Lazy<ISealer> s_best =
        new(() => SodiumSealer.TryCreate(out SodiumSealer? sodium) ? sodium : new BouncyCastleSealer());

    /// <summary>libsodium when it can be loaded, else Bouncy Castle; looked for once, at the first use.</summary>
    public static ISealer Best => s_best.Value;
}
