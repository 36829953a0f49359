using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>However many jobs there are, each scope belongs to exactly one of them.</summary>
public sealed class SliceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheSlices_TogetherHoldEveryScope_AndNoTwoOfThemTheSame(int seed)
    {
        List<SecretScope> scopes = Scopes(seed, 500);
        for (int count = 1; count <= 64; count++)
        {
            List<SecretScope> held = [.. Slices(count).SelectMany(slice => scopes.Where(slice.Includes))];

            Assert.Equal(scopes.Count, held.Count);
            Assert.Equal(scopes.Count, held.Distinct().Count());
        }
    }

    [Fact]
    public void TheLetterCase_OfAScope_DoesNotMatter()
    {
        foreach (SecretScope scope in Scopes(4, 300))
        {
            SecretScope shouted = Recased(scope, text => text.ToUpperInvariant());
            SecretScope whispered = Recased(scope, text => text.ToLowerInvariant());
            Assert.All(Slices(7), slice => Assert.Equal(slice.Includes(whispered), slice.Includes(shouted)));
        }
    }

    // Computed by Python's hashlib: another version of the module must not move a scope to another job.
    [Theory]
    [InlineData("app", 2, 426)]
    [InlineData("prod/eu", 1, 353)]
    [InlineData("acme", 5, 709)]
    public void AScope_StaysInItsSlice(string place, int ofEight, int ofThousand)
    {
        SecretScope scope = place switch
        {
            "acme" => SecretScope.ForOrganization(place),
            "app" => SecretScope.ForRepository("acme/app"),
            _ => SecretScope.ForEnvironment("acme/app", place),
        };

        Assert.True(new Slice(ofEight, 8).Includes(scope));
        Assert.True(new Slice(ofThousand, 1000).Includes(scope));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(64)]
    public void TheSlices_AreAboutEqual(int count)
    {
        List<SecretScope> scopes = [.. Enumerable.Range(1, 10_000).Select(number => SecretScope.ForRepository($"acme/app-{number}"))];
        int[] sizes = [.. Slices(count).Select(slice => scopes.Count(slice.Includes))];

        // Five standard deviations around the mean.
        double mean = 10_000.0 / count;
        Assert.InRange(sizes.Min(), mean - (5 * Math.Sqrt(mean)), mean);
        Assert.InRange(sizes.Max(), mean, mean + (5 * Math.Sqrt(mean)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(-1, 4)]
    [InlineData(1, 0)]
    [InlineData(1, 1001)]
    public void ASliceThatThereIsNot_IsRefused(int number, int count) => Refused.With(ErrorId.InvalidArgument, () => _ = new Slice(number, count));

    [Theory]
    [InlineData("True", "2", "3", 2, 3)]
    [InlineData("True", "1", "1", null, null)]
    [InlineData("True", null, null, null, null)]
    [InlineData(null, "2", "3", null, null)]
    public void AJobOfAzurePipelines_KnowsItsSlice(string? build, string? position, string? total, int? number, int? count)
    {
        Slice? slice = Slice.FromEnvironment(Variables(build, position, total));

        Assert.Equal((number, count), (slice?.Number, slice?.Count));
    }

    [Theory]
    [InlineData("two", "3")]
    [InlineData(null, "3")]
    [InlineData("0", "3")]
    [InlineData("1", "many")]
    public void AJobThatDoesNotKnowItsPlace_IsRefused_NotGivenAll(string? position, string total) =>
        Refused.With(ErrorId.InvalidArgument, () => Slice.FromEnvironment(Variables("True", position, total)));

    [Fact]
    public void ASlice_SaysWhichItIs_AndEqualsItsLike()
    {
        Assert.Equal("slice 2 of 8", new Slice(2, 8).ToString());
        Assert.Equal(new Slice(2, 8), new Slice(2, 8));
        Assert.NotEqual(new Slice(2, 8), new Slice(2, 9));
    }

    private static IEnumerable<Slice> Slices(int count) => Enumerable.Range(1, count).Select(number => new Slice(number, count));

    private static List<SecretScope> Scopes(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(1, count).Select(_ => Scope(random)).Distinct()];
    }

    private static SecretScope Scope(Random random)
    {
        string name = random.Next(5000).ToString("x", CultureInfo.InvariantCulture);
        return random.Next(4) switch
        {
            0 => SecretScope.ForOrganization($"Org-{name}"),
            1 => SecretScope.ForRepository($"Acme/{name}", (SecretApplication)random.Next(4)),
            2 => SecretScope.ForRepository($"Acme/{name}"),
            _ => SecretScope.ForEnvironment($"Acme/{name}", $"Prod {random.Next(9)}/eu"),
        };
    }

    private static SecretScope Recased(SecretScope scope, Func<string, string> recase) => scope.Kind switch
    {
        ScopeKind.Organization => SecretScope.ForOrganization(recase(scope.Organization!), scope.Application),
        ScopeKind.Environment => SecretScope.ForEnvironment(recase(scope.Repository!), recase(scope.Environment!)),
        _ => SecretScope.ForRepository(recase(scope.Repository!), scope.Application),
    };

    private static Func<string, string?> Variables(string? build, string? position, string? total) => variable => variable switch
    {
        "TF_BUILD" => build,
        "SYSTEM_JOBPOSITIONINPHASE" => position,
        "SYSTEM_TOTALJOBSINPHASE" => total,
        _ => null,
    };
}
