using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task Seed_Adds_AndMayBeRepeated()
    {
        const string Seed = """
            {
              "tokens": [{ "token": "reader", "secrets": "read", "repositories": ["globex/web"] }],
              "organizations": [{ "login": "globex", "repositories": ["api", { "name": "web", "private": true, "archived": true, "topics": ["go"], "environments": ["eu/west"] }] }],
              "repositories": ["octocat/hello"]
            }
            """;
        await using var acme = await AcmeServer.StartAsync("/api/v3");

        var first = await acme.SendAsync(HttpMethod.Post, "/_mock/seed", Seed, token: null);
        var second = await acme.SendAsync(HttpMethod.Post, "/_mock/seed", Seed, token: null);
        var web = await acme.SendAsync(HttpMethod.Get, "repos/globex/web", token: "reader");

        Assert.Equal(first.Body, second.Body);
        Assert.Equal((long?)first.Json["repositories"]!["globex/web"], (long?)web.Json["id"]);
        Assert.True((bool)web.Json["private"]!);
        Assert.True((bool)web.Json["archived"]!);
        Assert.Equal("go", (string?)web.Json["topics"]![0]);
        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/globex/web/environments/eu%2Fwest/secrets")).Status);
        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/octocat/hello")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.SendAsync(HttpMethod.Get, "repos/globex/api", token: "reader")).Status);
    }

    [Theory]
    [InlineData("""{"organisations":[]}""")]
    [InlineData("""{"organizations":[{}]}""")]
    [InlineData("""{"repositories":["no-owner"]}""")]
    [InlineData("""{"tokens":["text"]}""")]
    [InlineData("no json")]
    public async Task ASeedThatIsNotUnderstood_IsABadRequest(string seed)
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await acme.SendAsync(HttpMethod.Post, "/_mock/seed", seed)).Status);
    }

    [Fact]
    public async Task Secrets_ShowsWhatIsStored_ValuesToo()
    {
        await using var acme = await AcmeServer.StartAsync(clock: new HandClock(new(2026, 1, 2, 3, 4, 5, default)));
        await acme.PutSecretAsync("orgs/acme/dependabot", "A", "va", "selected", new[] { $"{acme.App.Id}" });
        await acme.PutSecretAsync("repos/acme/app/environments/prod%2Feu%20west", "B", "vb");

        var secrets = (await acme.SendAsync(HttpMethod.Get, "/_mock/secrets", token: null)).Json;

        Assert.Equal(
            """{"scope":"orgs/Acme/dependabot","application":"dependabot","organization":"Acme","user":null,"repository":null,"environment":null,"name":"A","visibility":"selected","selectedRepositories":["Acme/App"],"value":"va","valueBase64":"dmE=","createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z","writes":1}""",
            secrets[0]!.ToJsonString());
        Assert.Equal("repos/Acme/App/environments/prod%2Feu%20west", (string?)secrets[1]!["scope"]);
        Assert.Equal(("actions", "Acme/App", "prod/eu west"), ((string?)secrets[1]!["application"], (string?)secrets[1]!["repository"], (string?)secrets[1]!["environment"]));
    }

    [Fact]
    public async Task ManySecrets_AreSeededAtOnce()
    {
        await using var acme = await AcmeServer.StartAsync();

        await acme.SendAsync(
            HttpMethod.Post,
            "/_mock/secrets",
            new { scope = "orgs/acme/actions", count = 3, prefix = "s_", visibility = "selected", selectedRepositories = new[] { acme.Lib.FullName }, value = "same" });

        var secrets = acme.State.FindVault("orgs/acme/actions")!.Secrets;
        Assert.Equal(["S_0001", "S_0002", "S_0003"], secrets.Select(secret => secret.Name));
        Assert.All(secrets, secret => Assert.Equal(("same", "selected", acme.Lib.Id), (secret.Text, secret.Visibility, Assert.Single(secret.SelectedRepositoryIds))));
    }

    [Fact]
    public async Task Requests_CountsWhatTheApiGot_AsItCame_AndNothingElse()
    {
        await using var acme = await AcmeServer.StartAsync("/api/v3");
        await acme.GetAsync("repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=100");
        await acme.PutAsync("repos/acme/none/actions/secrets/A", "{}");
        await acme.SendAsync(HttpMethod.Get, "/_mock/secrets");

        var requests = await acme.SendAsync(HttpMethod.Get, "/_mock/requests");
        await acme.SendAsync(HttpMethod.Delete, "/_mock/requests");

        Assert.Equal(
            """{"count":2,"requests":[{"method":"GET","path":"/api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=100","status":200},{"method":"PUT","path":"/api/v3/repos/acme/none/actions/secrets/A","status":404}]}""",
            requests.Body);
        Assert.Empty(acme.State.Requests.All);
    }

    [Fact]
    public async Task RotateKey_GivesAScopeANewKey()
    {
        await using var acme = await AcmeServer.StartAsync();
        var before = (await acme.GetAsync("repos/acme/app/actions/secrets/public-key")).Json;

        var rotated = await acme.SendAsync(HttpMethod.Post, "/_mock/rotate-key?scope=repos/acme/app/actions");

        var after = (await acme.GetAsync("repos/acme/app/actions/secrets/public-key")).Json;
        Assert.Equal((string?)rotated.Json["key_id"], (string?)after["key_id"]);
        Assert.NotEqual((string?)before["key_id"], (string?)after["key_id"]);
        Assert.NotEqual((string?)before["key"], (string?)after["key"]);
    }

    [Theory]
    [InlineData("POST", "/_mock/rotate-key?scope=repos/acme/none/actions", 404)]
    [InlineData("POST", "/_mock/none", 404)]
    [InlineData("DELETE", "/_mock", 204)]
    public async Task OtherControls_SayWhatBecameOfThem(string method, string path, int status)
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(status, (int)(await acme.SendAsync(new HttpMethod(method), path)).Status);
    }

    [Fact]
    public async Task Reset_ForgetsEverything()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync("repos/acme/app/actions", "TOKEN");

        await acme.SendAsync(HttpMethod.Delete, "/_mock");

        Assert.Empty(acme.State.Vaults);
        Assert.Empty(acme.State.Requests.All);
        Assert.Equal(HttpStatusCode.Unauthorized, (await acme.GetAsync("repos/acme/app")).Status);
    }
}
