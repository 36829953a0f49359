using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class GateTests
{
    private const string Secrets = "repos/acme/app/actions/secrets";

    [Theory]
    [InlineData(null)]
    [InlineData("unknown")]
    public async Task WithoutAKnownToken_CredentialsAreBad(string? token)
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.SendAsync(HttpMethod.Get, Secrets, token: token);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bad credentials"), (answer.Status, answer.Message));
        Assert.Equal("401", (string?)answer.Json["status"]);
    }

    [Theory]
    [InlineData("Bearer all-rights", 200)]
    [InlineData("bearer all-rights", 200)]
    [InlineData("token all-rights", 200)]
    [InlineData("Basic all-rights", 401)]
    [InlineData("all-rights", 401)]
    public async Task AToken_MayBeCalledBearerOrToken(string header, int status)
    {
        await using var acme = await AcmeServer.StartAsync();
        using var http = new HttpClient { BaseAddress = acme.Server.BaseUri };
        http.DefaultRequestHeaders.Add("User-Agent", "tests");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var response = await http.GetAsync(new Uri(Secrets, UriKind.Relative));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task WithoutAUserAgent_ARequestIsForbidden_InPlainWords()
    {
        await using var acme = await AcmeServer.StartAsync();
        using var http = new HttpClient { BaseAddress = acme.Server.BaseUri };
        http.DefaultRequestHeaders.Authorization = new("Bearer", AcmeServer.Token);

        using var response = await http.GetAsync(new Uri(Secrets, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("User-Agent", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("orgs/acme/actions", SecretAccess.None, "GET", "organization_secrets=read")]
    [InlineData("orgs/acme/dependabot", SecretAccess.None, "GET", "organization_dependabot_secrets=read")]
    [InlineData("repos/acme/app/actions", SecretAccess.Read, "PUT", "secrets=write")]
    [InlineData("repos/acme/app/environments/prod", SecretAccess.Read, "DELETE", "environments=write")]
    public async Task ATokenWithoutTheRight_IsToldWhichOne(string scope, SecretAccess access, string method, string permission)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddToken(new MockToken("weak") { Secrets = access });

        var answer = await acme.SendAsync(new HttpMethod(method), $"{scope}/secrets/TOKEN", body: method == "PUT" ? "{}" : null, token: "weak");
        var key = await acme.SendAsync(HttpMethod.Get, $"{scope}/secrets/public-key", token: "weak");

        Assert.Equal((HttpStatusCode.Forbidden, "Resource not accessible by personal access token"), (answer.Status, answer.Message));
        Assert.Equal(permission, answer.Headers["X-Accepted-GitHub-Permissions"]);
        Assert.Equal(access == SecretAccess.Read ? HttpStatusCode.OK : HttpStatusCode.Forbidden, key.Status);
    }

    [Fact]
    public async Task ATokenThatSeesOneRepository_FindsNoOther_AndCountsTheHidden()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddToken(new MockToken("narrow") { Repositories = ["acme/lib"] });
        await acme.PutSecretAsync("orgs/acme/actions", "TOKEN", visibility: "selected", ids: new[] { acme.App.Id, acme.Lib.Id });

        var hidden = await Task.WhenAll(
            acme.SendAsync(HttpMethod.Get, "repos/acme/app", token: "narrow"),
            acme.SendAsync(HttpMethod.Get, Secrets, token: "narrow"));
        var repositories = await acme.SendAsync(HttpMethod.Get, "orgs/acme/repos", token: "narrow");
        var selected = (await acme.SendAsync(HttpMethod.Get, "orgs/acme/actions/secrets/TOKEN/repositories", token: "narrow")).Json;

        Assert.All(hidden, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Equal("Lib", (string?)Assert.Single(repositories.Json.AsArray())!["name"]);
        Assert.Equal(2, (int)selected["total_count"]!);
        Assert.Equal("Lib", (string?)Assert.Single(selected["repositories"]!.AsArray())!["name"]);
    }

    [Theory]
    [InlineData(null, "2022-11-28")]
    [InlineData("2022-11-28", "2022-11-28")]
    [InlineData("2026-03-10", "2026-03-10")]
    public async Task TheApiVersion_IsSaidAgain(string? asked, string selected)
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(selected, (await acme.GetAsync(Secrets, asked)).Headers["X-GitHub-Api-Version-Selected"]);
    }

    [Fact]
    public async Task AnUnknownApiVersion_IsABadRequest()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await acme.GetAsync(Secrets, "2021-01-01")).Status);
    }

    [Fact]
    public async Task EveryAnswer_HasAnIdOfItsOwn()
    {
        await using var acme = await AcmeServer.StartAsync();

        var ids = new[] { await acme.GetAsync(Secrets), await acme.GetAsync("none"), await acme.SendAsync(HttpMethod.Get, Secrets, token: null) }
            .Select(answer => answer.Headers["X-GitHub-Request-Id"]);

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task TheRateLimit_CountsDownByToken_AndStartsAnewAfterAnHour()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var acme = await AcmeServer.StartAsync(clock: clock);
        acme.State.AddToken(new MockToken("small") { RateLimit = 1 });

        var first = await acme.SendAsync(HttpMethod.Get, Secrets, token: "small");
        var second = await acme.SendAsync(HttpMethod.Get, Secrets, token: "small");
        var free = await acme.SendAsync(HttpMethod.Get, "rate_limit", token: "small");
        var other = await acme.GetAsync(Secrets);
        clock.Now += TimeSpan.FromHours(1);
        var third = await acme.SendAsync(HttpMethod.Get, Secrets, token: "small");

        Assert.Equal((HttpStatusCode.OK, "1", "0"), (first.Status, first.Headers["x-ratelimit-limit"], first.Headers["x-ratelimit-remaining"]));
        Assert.Equal(clock.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), first.Headers["x-ratelimit-reset"]);
        Assert.Equal((HttpStatusCode.Forbidden, "0"), (second.Status, second.Headers["x-ratelimit-remaining"]));
        Assert.Equal(HttpStatusCode.OK, free.Status);
        Assert.Equal(0, (int)free.Json["resources"]!["core"]!["remaining"]!);
        Assert.Equal("4999", other.Headers["x-ratelimit-remaining"]);
        Assert.Equal(HttpStatusCode.OK, third.Status);
    }

    [Fact]
    public async Task TheNewestApiVersion_HasNoRateOfItsOwn()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.NotNull((await acme.GetAsync("rate_limit", "2022-11-28")).Json["rate"]);
        Assert.Null((await acme.GetAsync("rate_limit", "2026-03-10")).Json["rate"]);
    }
}
