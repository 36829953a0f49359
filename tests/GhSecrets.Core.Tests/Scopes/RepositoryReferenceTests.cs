using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Repositories by id or by name, one by one or in one text.</summary>
public sealed class RepositoryReferenceTests
{
    [Theory]
    [InlineData("5000000001", 5000000001L, null)]
    [InlineData("007", 7L, null)]
    [InlineData("app", null, "acme/app")]
    [InlineData("other/app", null, "other/app")]
    [InlineData("owner/2048", null, "owner/2048")]
    [InlineData("2048a", null, "acme/2048a")]
    public void ABareNumber_IsAnId_AndAllElseAName(string text, long? id, string? fullName)
    {
        RepositoryReference reference = Assert.Single(RepositoryReference.Read([text], "acme")!);

        Assert.Equal((id, fullName), (reference.Id, reference.FullName));
        Assert.Equal(fullName ?? $"{id}", reference.ToString());
    }

    [Fact]
    public void OneText_MayHoldSeveral()
    {
        IReadOnlyList<RepositoryReference> references = RepositoryReference.Read(["app; 42 ;;acme/lib;", "web"], "acme")!;

        Assert.Equal(["acme/app", "42", "acme/lib", "acme/web"], references.Select(reference => reference.ToString()));
    }

    [Fact]
    public void NothingGiven_IsNull_ButAnEmptyListIsAList()
    {
        Assert.Null(RepositoryReference.Read(null, "acme"));
        Assert.Null(RepositoryReference.Read([""], "acme"));
        Assert.Null(RepositoryReference.Read([" ; ", null!], "acme"));
        Assert.Empty(RepositoryReference.Read([], "acme")!);
    }

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("acme/app/x")]
    [InlineData("acme/..")]
    [InlineData("my app")]
    [InlineData("app,lib")]
    public void ATextThatIsNeither_IsRefused(string text) =>
        Refused.With(ErrorId.InvalidArgument, () => RepositoryReference.Read(["app", text], "acme"));
}
