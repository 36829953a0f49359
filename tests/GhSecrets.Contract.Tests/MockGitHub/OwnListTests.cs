using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>The lists of whoever the token belongs to, which the description in tests/Contract leaves out.</summary>
public sealed class OwnListTests
{
    [Fact]
    public async Task Organizations_ComeInPages()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddOrganization("globex");

        var answer = await acme.GetAsync("user/orgs?per_page=1&page=2");

        Assert.Equal(["globex"], answer.Json.AsArray().Select(organization => (string)organization!["login"]!));
        Assert.Contains("prev", answer.Links.Keys);
    }

    [Fact]
    public async Task Repositories_CanBeThoseThatTheUserOwns_AndHaveTopics()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddRepository("octocat", "hello", ["go", "payments"], isArchived: true);

        var answer = await acme.GetAsync("user/repos?affiliation=owner&per_page=100");

        var own = Assert.Single(answer.Json.AsArray())!;
        Assert.Equal(("octocat/hello", "public", true), ((string)own["full_name"]!, (string)own["visibility"]!, (bool)own["archived"]!));
        Assert.Equal(["go", "payments"], own["topics"]!.AsArray().Select(topic => (string)topic!));
        Assert.Empty(await ContractDescription.Cloud.Get("repos/list-for-org").ValidateResponseAsync(200, answer.ContentType, answer.Body));
    }

    [Fact]
    public async Task Repositories_AreThoseThatTheTokenSees_AsDescribedForAnOrganization()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddToken(new MockToken("of-one") { Repositories = [acme.Other.FullName] });

        var all = await acme.GetAsync("user/repos");
        var one = await acme.SendAsync(HttpMethod.Get, "user/repos", token: "of-one");

        Assert.Equal(["Acme/App", "Acme/Lib", "somebody/else"], all.Json.AsArray().Select(repository => (string)repository!["full_name"]!));
        Assert.Equal(["somebody/else"], one.Json.AsArray().Select(repository => (string)repository!["full_name"]!));
        Assert.Empty(await ContractDescription.Cloud.Get("repos/list-for-org").ValidateResponseAsync(200, all.ContentType, all.Body));
    }
}
