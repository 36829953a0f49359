using System;
using System.IO;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The columns of one record: exactly one value, and an access that fits the scope.</summary>
public sealed class SecretRowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AValue_IsCopied()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        using SecretContent content = new SecretRow { Value = value, Path = "", EncryptedValue = "", KeyId = "" }.ReadContent();
        value.Dispose();

        Assert.False(content.IsSealed);
        Assert.NotEmpty(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue);
    }

    [Fact]
    public void AnEmptyValue_IsAValue()
    {
        using SecretValue empty = SecretValue.FromText("");
        using SecretContent content = new SecretRow { Value = empty }.ReadContent();

        Assert.Equal(48, Convert.FromBase64String(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue).Length);
    }

    [Fact]
    public void APath_IsReadByteForByte()
    {
        string path = Path.Combine(_folder, "value.bin");
        File.WriteAllBytes(path, [0xFF, 0x00, 0x0A]);
        using SecretContent content = new SecretRow { Path = path }.ReadContent();

        Assert.Equal(48 + 3, Convert.FromBase64String(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue).Length);
    }

    [Fact]
    public void APathThatIsNone_IsInvalid() =>
        Refused.With(ErrorId.FileNotFound, () => new SecretRow { Path = Path.Combine(_folder, "none") }.ReadContent());

    [Fact]
    public void ASealedValue_GoesAsItIs_WithItsKeyId()
    {
        using SecretContent content = new SecretRow { EncryptedValue = Sealed.Box, KeyId = "17" }.ReadContent();

        Assert.True(content.IsSealed);
        Assert.Equal((Sealed.Box, "17"), content.Seal(null, Sealers.Best));
    }

    [Fact]
    public void NoValue_IsInvalid() =>
        Assert.StartsWith("There is no value.", Refused.With(ErrorId.InvalidValue, () => new SecretRow { Path = "", EncryptedValue = "", KeyId = "17" }.ReadContent()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public void SeveralValues_AreInvalid(bool hasValue, bool hasPath, bool hasEncrypted)
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SecretRow row = new()
        {
            Value = hasValue ? value : null,
            Path = hasPath ? "value.txt" : null,
            EncryptedValue = hasEncrypted ? Sealed.Box : null,
            KeyId = "17",
        };

        Assert.StartsWith("There is more than one value.", Refused.With(ErrorId.InvalidValue, () => row.ReadContent()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void ASealedValueWithoutItsKeyId_IsInvalid(string? keyId) =>
        Refused.With(ErrorId.InvalidValue, () => new SecretRow { EncryptedValue = Sealed.Box, KeyId = keyId }.ReadContent());

    [Theory]
    [InlineData(Marked.Value)]
    [InlineData("bWFya2Vk")]
    public void AValueInTheColumnOfSealedOnes_IsInvalid_AndNotQuoted(string text) =>
        Assert.DoesNotContain(text, Refused.With(ErrorId.InvalidValue, () => new SecretRow { EncryptedValue = text, KeyId = "17" }.ReadContent()).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Assign_ReadsTheWordsOfTheAccess()
    {
        using SecretContent content = SecretContent.FromSealed(Sealed.Box, "17");
        using SecretAssignment assignment = new SecretRow { Visibility = "SELECTED", SelectedRepository = ["app;42"] }
            .Assign(SecretScope.ForOrganization("acme"), "npm_token", content);

        Assert.Equal(("NPM_TOKEN", Visibility.Selected), (assignment.Name, assignment.Visibility));
        Assert.Equal(["acme/app", "42"], assignment.SelectedRepository!.Select(repository => repository.ToString()));
    }

    [Fact]
    public void Assign_TakesEmptyCellsForNotGiven()
    {
        using SecretContent content = SecretContent.FromSealed(Sealed.Box, "17");
        using SecretAssignment assignment = new SecretRow { Visibility = "", SelectedRepository = [""] }
            .Assign(SecretScope.ForRepository("acme/app"), "NPM_TOKEN", content);

        Assert.Null(assignment.Visibility);
        Assert.Null(assignment.SelectedRepository);
    }

    [Fact]
    public void Assign_RefusesATypoInTheVisibility()
    {
        using SecretContent content = SecretContent.FromSealed(Sealed.Box, "17");

        Refused.With(ErrorId.InvalidArgument, () => new SecretRow { Visibility = "privat" }.Assign(SecretScope.ForOrganization("acme"), "NPM_TOKEN", content));
    }

    [Fact]
    public void Assign_TakesAShareOfTheContent_OnlyWhenItSucceeds()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SecretContent content = SecretContent.FromValue(value);
        SecretRow row = new();
        SecretScope scope = SecretScope.ForRepository("acme/app");

        SecretAssignment assignment = row.Assign(scope, "A", content);
        Refused.With(ErrorId.InvalidSecretName, () => row.Assign(scope, "1", content));
        content.Dispose();
        Assert.NotEmpty(content.Seal(Sealed.Key(), Sealers.Best).EncryptedValue);

        assignment.Dispose();
        Assert.Throws<ObjectDisposedException>(() => content.Seal(Sealed.Key(), Sealers.Best));
    }
}
