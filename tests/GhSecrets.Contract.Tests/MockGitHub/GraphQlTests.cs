using System.Net.Http;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class GraphQlTests
{
    [Theory]
    [InlineData("", "/graphql")]
    [InlineData("/api/v3", "/api/graphql")]
    public async Task Repositories_AreFoundByTheirNames(string prefix, string path)
    {
        await using var acme = await AcmeServer.StartAsync(prefix);
        const string Query = """query MapRepositoryNames { repo_000: repository(owner: "acme", name: "app") { databaseId } repo_001: repository(owner: "acme", name: "none") { databaseId } }""";

        var answer = await acme.SendAsync(HttpMethod.Post, path, new { query = Query });

        Assert.Equal($$"""{"repo_000":{"databaseId":{{acme.App.Id}}},"repo_001":null}""", answer.Json["data"]!.ToJsonString());
        Assert.Equal("repo_001", (string?)answer.Json["errors"]![0]!["path"]![0]);
    }
}
