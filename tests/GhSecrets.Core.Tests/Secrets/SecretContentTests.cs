using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>The one content of a record that all its targets share.</summary>
public sealed class SecretContentTests
{
    [Fact]
    public void AValue_IsAnOwnCopy_AndZeroedWithTheLastShare()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SecretContent content = SecretContent.FromValue(value);
        content.Share();
        content.Share();

        content.Dispose();
        content.Dispose();
        Assert.Equal("17", content.Seal(Sealed.Key(), Sealers.Best).KeyId);
        content.Dispose();
        Assert.Throws<ObjectDisposedException>(() => content.Seal(Sealed.Key(), Sealers.Best));
        Assert.Equal(Marked.Value.Length, value.Length);
    }

    [Fact]
    public void SharesThatEndAtOnce_ZeroItOnce()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SecretContent content = SecretContent.FromValue(value);
        for (int share = 1; share < 100; share++)
        {
            content.Share();
        }

        Parallel.For(0, 99, _ => content.Dispose());
        Assert.NotEmpty(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue);
        content.Dispose();
        Assert.Throws<ObjectDisposedException>(() => content.Seal(Sealed.Key(), Sealers.Best));
    }

    [Fact]
    public void AValueThatIsTooLarge_IsRefused_BeforeItIsCopied()
    {
        using SecretValue value = SecretValue.FromBytes(new byte[SecretValue.MaximumSize + 1]);

        Assert.Contains("49,153 bytes", Refused.With(ErrorId.ValueTooLarge, () => SecretContent.FromValue(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueThatIsDisposed_IsNeverSealed()
    {
        SecretValue value = SecretValue.FromText(Marked.Value);
        value.Dispose();

        Assert.Throws<ObjectDisposedException>(() => SecretContent.FromValue(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64")]
    [InlineData(Marked.Value)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void ATextThatIsNoSealedBox_IsRefused_AndNotQuoted(string text)
    {
        GhSecretsException refusal = Refused.With(ErrorId.InvalidValue, () => SecretContent.FromSealed(text, "17"));

        Assert.True(text.Length == 0 || !refusal.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void ASealedBox_NeedsNoKey()
    {
        using SecretContent content = SecretContent.FromSealed(Sealed.Box, "18");

        Assert.True(content.IsSealed);
        Assert.Equal((Sealed.Box, "18"), content.Seal(null, Sealers.Best));
    }

    [Fact]
    public void NoText_ShowsTheValue()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        using SecretContent content = SecretContent.FromValue(value);

        Marked.AssertNotIn($"{content} {Newtonsoft.Json.JsonConvert.SerializeObject(content)}");
#if NET
        Marked.AssertNotIn(System.Text.Json.JsonSerializer.Serialize(content));
#endif
        Assert.Empty(typeof(SecretContent).GetProperties());
        Assert.Empty(typeof(SecretContent).GetFields());
        Assert.DoesNotContain(typeof(SecretContent).GetConstructors(), constructor => constructor.IsPublic);
        Assert.Equal(nameof(SecretContent), content.ToString()!.Split('.').Last());
    }
}
