using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Who reads a ledger's file without its key finds not even a value that is one of ten thousand.</summary>
public sealed class LedgerSecrecyTests : IDisposable
{
    private const string KeyText = "the ledger's own key";
    private const string Pin = "2048";

    private readonly LedgerFolder _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task WithoutTheKey_NoCandidateFits_WithIt_One()
    {
        string file = await RecordAsync();
        string fingerprint = Regex.Match(file, "\"fingerprint\":\"([^\"]+)\"").Groups[1].Value;
        string[] texts = [.. Regex.Matches(file, "[^\\s\"{}:,]+|\"[^\"]*\"").Cast<Match>().Select(match => match.Value.Trim('"'))];
        List<byte[]> keys =
        [
            [],
            new byte[32],
            Encoding.UTF8.GetBytes("another ledger's key"),
            Encoding.UTF8.GetBytes(file),
            Convert.FromBase64String(fingerprint),
            .. texts.Distinct().Select(Encoding.UTF8.GetBytes),
        ];

        Assert.Contains("acme/app", texts);
        Assert.Contains(fingerprint, texts);
        Assert.All(keys, key => Assert.Empty(Fitting(key, fingerprint)));
        Assert.Equal([Pin], Fitting(Encoding.UTF8.GetBytes(KeyText), fingerprint));
    }

    [Fact]
    public async Task WithoutAKey_NoFingerprintIsKept_AndNothingOfTheValue()
    {
        await _ledger.RecordAsync(LedgerFolder.App, "PIN", new LedgerEntry { Access = "all" });

        Assert.DoesNotContain("fingerprint", _ledger.Read(_ledger.Files[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameValue_AtTwoPlaces_ShowsNotThatItIsTheSame()
    {
        using LedgerKey key = LedgerKey.FromText(KeyText);
        using SecretContent content = Contents.Text(Pin);
        LedgerScope scope = _ledger.Open().For(LedgerFolder.App);
        foreach (string name in new[] { "PIN", "PIN_AGAIN" })
        {
            await scope.RecordAsync(name, new LedgerEntry { Fingerprint = key.Fingerprint(scope.Scope, name, content) }, CancellationToken.None);
        }

        Assert.Equal(2, Regex.Matches(_ledger.Read(_ledger.Files[0]), "\"fingerprint\":\"([^\"]+)\"").Cast<Match>().Select(match => match.Value).Distinct().Count());
    }

    [Fact]
    public async Task NeitherTheValue_NorAHashOfItWithoutTheKey_IsInTheFile()
    {
        string file = await RecordAsync();
        foreach (byte[] input in new[] { Encoding.UTF8.GetBytes(Pin), Encoding.Unicode.GetBytes(Pin), Message(Pin) })
        {
            foreach (byte[] told in new[] { input }.Concat(Hashes(input)))
            {
                string base64 = Convert.ToBase64String(told).TrimEnd('=');
                Assert.DoesNotContain(Convert.ToHexStringLower(told), file, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(base64, file, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(base64.Replace('+', '-').Replace('/', '_'), file, StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.DoesNotContain(Pin, file, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyText, file, StringComparison.Ordinal);
    }

    [SuppressMessage("Security", "CA5350", Justification = "Whoever searches uses what there is.")]
    [SuppressMessage("Security", "CA5351", Justification = "Whoever searches uses what there is.")]
    private static IEnumerable<byte[]> Hashes(byte[] input) =>
        new HashAlgorithm[] { MD5.Create(), SHA1.Create(), SHA256.Create(), SHA384.Create(), SHA512.Create() }.Select(hash =>
        {
            using (hash)
            {
                return hash.ComputeHash(input);
            }
        });

    /// <summary>The four digits that give the fingerprint under a key, as somebody would search who knows the module's source.</summary>
    private static List<string> Fitting(byte[] key, string fingerprint)
    {
        using HMACSHA256 hash = new(key);
        return [.. Enumerable.Range(0, 10_000).Select(number => $"{number:0000}").Where(pin => Convert.ToBase64String(hash.ComputeHash(Message(pin))) == fingerprint)];
    }

    private static byte[] Message(string value)
    {
        using MemoryStream message = new();
        using BinaryWriter writer = new(message);
        writer.Write("GhSecrets ledger 1: value");
        writer.Write("REPOS/ACME/APP/ACTIONS/SECRETS");
        writer.Write("PIN");
        writer.Write(Encoding.UTF8.GetBytes(value));
        return message.ToArray();
    }

    private async Task<string> RecordAsync()
    {
        using LedgerKey key = LedgerKey.FromText(KeyText);
        using SecretContent content = Contents.Text(Pin);
        DateTimeOffset written = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        await _ledger.RecordAsync(
            LedgerFolder.App,
            "PIN",
            new LedgerEntry { Fingerprint = key.Fingerprint(LedgerFolder.App, "PIN", content), Access = "all", UpdatedAt = written, RepliedAt = written });
        return _ledger.Read(_ledger.Files[0]);
    }
}
