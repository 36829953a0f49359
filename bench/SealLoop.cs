using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GhSecrets.Core;

namespace Bench;

/// <summary>The other side of <c>seal.c</c>: <c>Bench seal libsodium|BouncyCastle</c> prints how many boxes one thread seals in a second.</summary>
internal static class SealLoop
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(2);

    internal static Command Command()
    {
        Argument<string> name = new("sealer");
        Command command = new("seal", "Seals 64 bytes again and again, and prints how many boxes a second came of it.") { name };
        command.SetAction(arguments =>
        {
            ISealer sealer = arguments.GetValue(name) == "BouncyCastle" ? new BouncyCastleSealer()
                : SodiumSealer.TryCreate(out SodiumSealer? sodium) ? sodium
                : throw new InvalidOperationException("libsodium cannot be loaded.");
            Rate(sealer, s_warmUp);
            Console.WriteLine(Rate(sealer, s_measured).ToString(CultureInfo.InvariantCulture));
        });
        return command;
    }

    private static double Rate(ISealer sealer, TimeSpan duration)
    {
        SealingKey key = SealingKey.FromBase64(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SealingKey.Size)));
        byte[] message = RandomNumberGenerator.GetBytes(64);
        Stopwatch watch = Stopwatch.StartNew();
        int count = 0;
        while (watch.Elapsed < duration)
        {
            sealer.Seal(message, key);
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }
}
