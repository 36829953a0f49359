using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Security;

namespace GhSecrets.Core.Tests;

/// <summary>A fingerprint tells a value from another one to whoever has the key, and says nothing to anybody else.</summary>
public sealed class LedgerKeyTests : IDisposable
{
    private const string KeyText = "a key of sixteen";
    private static readonly SecretScope s_app = LedgerFolder.App;
    private readonly LedgerKey _key = LedgerKey.FromText(KeyText);

    public void Dispose() => _key.Dispose();

    // Computed by Python's hmac over the encoding: each text after its length (7 bits a byte, the least first), then the value.
    [Fact]
    public void AFingerprint_IsTheHmac_OfScopeNameAndValue() =>
        Assert.Equal("WO4BLhFjOMHF5VcR+kZohv0tPzQQYmtJ4/qmGDDCWyQ=", Fingerprint(s_app, "PIN", "2048"));

    [Fact]
    public void WhatWasSealedElsewhere_IsToldByItsBoxAndKey()
    {
        using SecretContent content = SecretContent.FromSealed(Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(value => (byte)value)]), "key-1");

        Assert.Equal("VgOsaxMmZuFfokqeqjmYkHCky2Grl6Y1yw1tI+Y461g=", _key.Fingerprint(SecretScope.ForEnvironment("acme/app", "prod/eu"), "PIN", content));
    }

    [Fact]
    public void TheSameText_AsValueAndAsBox_HasTwoFingerprints()
    {
        string box = Convert.ToBase64String(new byte[48]);
        using SecretContent content = SecretContent.FromSealed(box, "");

        Assert.NotEqual(Fingerprint(s_app, "PIN", box), _key.Fingerprint(s_app, "PIN", content));
    }

    [Fact]
    public void TheLetterCase_OfScopeAndName_DoesNotMatter() =>
        Assert.Equal(Fingerprint(s_app, "PIN", "2048"), Fingerprint(SecretScope.ForRepository("Acme/APP"), "pin", "2048"));

    [Fact]
    public void AnotherScope_Application_Name_ValueOrKey_GivesAnotherFingerprint()
    {
        using LedgerKey other = LedgerKey.FromText("a key of seventy");
        using SecretContent content = Contents.Text("2048");
        string[] all =
        [
            Fingerprint(s_app, "PIN", "2048"),
            Fingerprint(SecretScope.ForRepository("acme/web"), "PIN", "2048"),
            Fingerprint(SecretScope.ForRepository("acme/app", SecretApplication.Dependabot), "PIN", "2048"),
            Fingerprint(SecretScope.ForEnvironment("acme/app", "prod"), "PIN", "2048"),
            Fingerprint(SecretScope.ForOrganization("acme"), "PIN", "2048"),
            Fingerprint(s_app, "PIN2", "2048"),
            Fingerprint(s_app, "PIN", "2049"),
            Fingerprint(s_app, "PIN", ""),
            other.Fingerprint(s_app, "PIN", content),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void NothingMoves_FromScopeToName_OrFromNameToValue()
    {
        string[] all =
        [
            Fingerprint(s_app, "AB", "CD"),
            Fingerprint(s_app, "ABC", "D"),
            Fingerprint(s_app, "A", "BCD"),
            Fingerprint(s_app, "A", "\u0002BCD"),
            Fingerprint(s_app, "ABCD", ""),
            Fingerprint(SecretScope.ForEnvironment("acme/app", "A"), "B", "CD"),
            Fingerprint(SecretScope.ForEnvironment("acme/app", "AB"), "CD", ""),
            Fingerprint(SecretScope.ForEnvironment("acme/app", "A/secrets"), "B", "CD"),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void ItMatches_ByTheSameKey_AndTheSameContent()
    {
        using LedgerKey other = LedgerKey.FromText("a key of seventy");
        using SecretContent content = Contents.Text("2048");
        using SecretContent changed = Contents.Text("2049");
        string fingerprint = _key.Fingerprint(s_app, "PIN", content);

        Assert.True(_key.Matches(fingerprint, s_app, "pin", content));
        Assert.False(_key.Matches(fingerprint, s_app, "PIN", changed));
        Assert.False(_key.Matches(fingerprint.Substring(1), s_app, "PIN", content));
        Assert.False(_key.Matches(null, s_app, "PIN", content));
        Assert.False(other.Matches(fingerprint, s_app, "PIN", content));
    }

    [Fact]
    public void AShortKey_IsRefused_AndNotShown()
    {
        GhSecretsException refusal = Refused.With(ErrorId.InvalidArgument, () => LedgerKey.FromText(Marked.Value).Dispose());

        Assert.Contains("fewer than 16 characters", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", refusal.Message, StringComparison.Ordinal);
        using SecureString text = new();
        Refused.With(ErrorId.InvalidArgument, () => LedgerKey.FromSecureString(text).Dispose());
        Refused.With(ErrorId.InvalidArgument, () => LedgerKey.FromEnvironment(_ => "short")?.Dispose());
    }

    [Fact]
    public void TheKey_ComesFromASecureString_OrTheEnvironment_Alike()
    {
        using SecureString text = new();
        foreach (char character in KeyText)
        {
            text.AppendChar(character);
        }

        using LedgerKey secure = LedgerKey.FromSecureString(text);
        using LedgerKey? environment = LedgerKey.FromEnvironment(variable => variable == "GHSECRETS_LEDGER_KEY" ? KeyText : null);
        using SecretContent content = Contents.Text("2048");

        Assert.Equal(Fingerprint(s_app, "PIN", "2048"), secure.Fingerprint(s_app, "PIN", content));
        Assert.Equal(Fingerprint(s_app, "PIN", "2048"), environment!.Fingerprint(s_app, "PIN", content));
        Assert.Null(LedgerKey.FromEnvironment(_ => null));
        Assert.Null(LedgerKey.FromEnvironment(_ => ""));
    }

    [Fact]
    public void AKey_ShowsNothing_AndIsOfNoUse_OnceItIsDisposed()
    {
        Assert.Equal("***", _key.ToString());
        Assert.Equal("***", typeof(LedgerKey).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Empty(typeof(LedgerKey).GetProperties());

        _key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Fingerprint(s_app, "PIN", "2048"));
    }

    private string Fingerprint(SecretScope scope, string name, string value)
    {
        using SecretContent content = Contents.Text(value);
        return _key.Fingerprint(scope, name, content);
    }
}
