using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class PagingTests
{
    [Fact]
    public async Task TwoHundredAndFifty_ComeOnThreePages_ByTheLinksAlone()
    {
        await using var acme = await AcmeServer.StartAsync("/api/v3");
        await acme.SendAsync(HttpMethod.Post, "/_mock/secrets", new { scope = "orgs/acme/actions", count = 250, prefix = "S" });

        var (names, addresses) = await FollowAsync(acme, "orgs/acme/actions/secrets?per_page=100", "secrets", "name");

        Assert.Equal(Enumerable.Range(1, 250).Select(number => $"S{number:D4}"), names);
        Assert.Equal(2, addresses.Count);
        Assert.All(addresses, address => Assert.StartsWith(acme.Server.BaseUri.ToString(), address));
    }

    [Fact]
    public async Task TheRepositoriesOfASecret_ArePagedToo()
    {
        await using var acme = await AcmeServer.StartAsync();
        var ids = Enumerable.Range(0, 65).Select(number => acme.State.AddRepository("acme", $"r{number:D2}").Id).ToArray();
        await acme.PutSecretAsync("orgs/acme/actions", "TOKEN", visibility: "selected", ids: ids);

        var (found, addresses) = await FollowAsync(acme, "orgs/acme/actions/secrets/TOKEN/repositories", "repositories", "id");

        Assert.Equal(ids.Select(id => id.ToString(CultureInfo.InvariantCulture)), found);
        Assert.Equal(2, addresses.Count);
    }

    [Fact]
    public async Task TheRepositoriesOfAUsersSecret_ComeAllAtOnce()
    {
        await using var acme = await AcmeServer.StartAsync();
        var ids = Enumerable.Range(0, 40).Select(number => acme.State.AddRepository("octocat", $"r{number:D2}").Id).ToArray();
        await acme.PutSecretAsync("user/codespaces", "TOKEN", ids: ids);

        var answer = await acme.GetAsync("user/codespaces/secrets/TOKEN/repositories");

        Assert.Equal(40, answer.Json["repositories"]!.AsArray().Count);
        Assert.Empty(answer.Links);
    }

    [Theory]
    [InlineData("", 30, "last next")]
    [InlineData("?page=2", 30, "first last next prev")]
    [InlineData("?page=4", 30, "first prev")]
    [InlineData("?page=5", 0, "first prev")]
    [InlineData("?per_page=1000", 100, "last next")]
    [InlineData("?per_page=0", 30, "last next")]
    [InlineData("?per_page=x&page=-1", 30, "last next")]
    [InlineData("?per_page=60&page=2", 60, "first prev")]
    public async Task APage_HasSoManyItems_AndLinksToTheOthers(string query, int items, string relations)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.SendAsync(HttpMethod.Post, "/_mock/secrets", new { scope = "repos/acme/app/actions", count = 120 });

        var answer = await acme.GetAsync($"repos/acme/app/actions/secrets{query}");

        Assert.Equal(items, answer.Json["secrets"]!.AsArray().Count);
        Assert.Equal(120, (int)answer.Json["total_count"]!);
        Assert.Equal(relations, string.Join(' ', answer.Links.Keys.Order()));
    }

    [Fact]
    public async Task OnePage_HasNoLinks()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.DoesNotContain("Link", (await acme.GetAsync("orgs/acme/actions/secrets")).Headers.Keys);
    }

    [Fact]
    public async Task Links_KeepTheQuery_AndNameTheOwnerByItsId()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddRepository("acme", "third", isPrivate: true);
        var organization = acme.App.Owner.Id;

        var answer = await acme.GetAsync("orgs/acme/repos?type=private&per_page=1");

        Assert.Equal($"{acme.Server.BaseUri}organizations/{organization}/repos?type=private&per_page=1&page=2", answer.Links["next"]);
        Assert.Equal("third", (string?)(await acme.GetAsync(answer.Links["next"])).Json[0]!["name"]);
    }

    [Fact]
    public async Task Links_EncodeAnEnvironmentAgain()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.SendAsync(HttpMethod.Post, "/_mock/secrets", new { scope = "repos/acme/app/environments/prod%2Feu%20west", count = 40 });

        var (names, _) = await FollowAsync(acme, "repos/acme/app/environments/prod%2Feu%20west/secrets", "secrets", "name");

        Assert.Equal(40, names.Count);
    }

    [Fact]
    public async Task Environments_AreListed()
    {
        await using var acme = await AcmeServer.StartAsync();

        var (names, _) = await FollowAsync(acme, "repos/acme/app/environments?per_page=1", "environments", "name");

        Assert.Equal(["prod", "prod/eu west"], names);
    }

    private static async Task<(List<string> Items, List<string> Addresses)> FollowAsync(AcmeServer acme, string path, string list, string member)
    {
        var (items, addresses) = (new List<string>(), new List<string>());
        var answer = await acme.GetAsync(path);
        while (true)
        {
            items.AddRange(answer.Json[list]!.AsArray().Select(item => item![member]!.ToString()));
            if (!answer.Links.TryGetValue("next", out var next))
            {
                return (items, addresses);
            }

            addresses.Add(next);
            answer = await acme.GetAsync(next);
        }
    }
}
