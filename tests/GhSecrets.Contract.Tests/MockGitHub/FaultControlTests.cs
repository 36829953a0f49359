using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class FaultControlTests
{
    private const string Control = "/_mock/faults";

    [Fact]
    public async Task Put_TakesEveryMember()
    {
        const string Body = """
            {
              "seed": 7, "rate": 0.2, "kinds": ["500", "reset-after"],
              "latency": { "ms": 80, "spreadMs": 40 },
              "limits": { "concurrent": 100, "points": 900, "windowSeconds": 30, "retryAfterSeconds": 2 },
              "rotateKeyAt": [100, 250], "revokeTokenAt": 200,
              "renames": [{ "from": "acme/old", "to": "acme/new", "status": 301 }],
              "retryAfterSeconds": 3
            }
            """;
        await using var acme = await AcmeServer.StartAsync("/api/v3");

        var answer = await acme.SendAsync(HttpMethod.Put, Control, Body, token: null);

        var options = acme.State.Faults.Options!;
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal((7, 0.2, 200, 3), (options.Seed, options.Rate, options.RevokeTokenAt, options.RetryAfterSeconds));
        Assert.Equal([FaultKind.ServerError, FaultKind.ResetAfter], options.Kinds);
        Assert.Equal(new FaultLatency(80, 40), options.Latency);
        Assert.Equal(new SecondaryLimitOptions(100, 900, 30, 2), options.Limits);
        Assert.Equal([100, 250], options.RotateKeyAt);
        Assert.Equal([new RepositoryRename("acme/old", "acme/new", 301)], options.Renames);
    }

    [Fact]
    public async Task Get_CountsTheRequestsToTheApi_AndWhatWasInjected_SinceThePut()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.SendAsync(HttpMethod.Put, Control, """{"rate":1,"kinds":["503"]}""");
        await acme.GetAsync("repos/acme/app");
        await acme.GetAsync("repos/acme/app");
        var faulted = await acme.SendAsync(HttpMethod.Get, Control, token: null);

        await acme.SendAsync(HttpMethod.Put, Control, "{}");
        var healthy = await acme.GetAsync("repos/acme/app");
        var replaced = await acme.SendAsync(HttpMethod.Get, Control);

        Assert.Equal("""{"requests":2,"injected":{"503":2}}""", faulted.Body);
        Assert.Equal(HttpStatusCode.OK, healthy.Status);
        Assert.Equal("""{"requests":1,"injected":{}}""", replaced.Body);
    }

    [Theory]
    [InlineData(Control)]
    [InlineData("/_mock")]
    public async Task Delete_EndsThem(string path)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Unavailable] });
        await acme.GetAsync("repos/acme/app");

        var answer = await acme.SendAsync(HttpMethod.Delete, path);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal("""{"requests":0,"injected":{}}""", (await acme.SendAsync(HttpMethod.Get, Control)).Body);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await acme.GetAsync("repos/acme/app")).Status);
    }

    [Theory]
    [InlineData("""{"kinds":["500","506"]}""", "'506' is no kind of fault; there are 500, 502")]
    [InlineData("""{"kinds":[null]}""", "'' is no kind of fault")]
    [InlineData("""{"kinds":[500]}""", "$.kinds")]
    [InlineData("""{"kinds":[]}""", "kinds must name")]
    [InlineData("""{"kinds":null}""", "kinds")]
    [InlineData("""{"rate":1.5}""", "rate must be between 0 and 1")]
    [InlineData("""{"rate":-0.1}""", "rate must be between 0 and 1")]
    [InlineData("""{"rate":"much"}""", "$.rate")]
    [InlineData("""{"speed":1}""", "'speed'")]
    [InlineData("""{"latency":{"s":1}}""", "'s'")]
    [InlineData("""{"latency":{"ms":-1}}""", "latency")]
    [InlineData("""{"limits":{"concurrent":0}}""", "limits.concurrent")]
    [InlineData("""{"limits":{"points":0}}""", "limits.points")]
    [InlineData("""{"limits":{"windowSeconds":0}}""", "limits.windowSeconds")]
    [InlineData("""{"limits":{"retryAfterSeconds":-1}}""", "limits.retryAfterSeconds")]
    [InlineData("""{"rotateKeyAt":[0]}""", "rotateKeyAt")]
    [InlineData("""{"revokeTokenAt":0}""", "revokeTokenAt")]
    [InlineData("""{"retryAfterSeconds":-1}""", "retryAfterSeconds")]
    [InlineData("""{"renames":[{"from":"acme/old"}]}""", "to")]
    [InlineData("""{"renames":[{"from":"old","to":"acme/new"}]}""", "'old' is not owner/name")]
    [InlineData("""{"renames":[{"from":"acme/old","to":"new"}]}""", "'new' is not owner/name")]
    [InlineData("""{"renames":[{"from":"acme/old","to":"Acme/Old"}]}""", "would lead to itself")]
    [InlineData("""{"renames":[{"from":"acme/old","to":"acme/new","status":302}]}""", "status must be 301 or 307")]
    [InlineData("""{"renames":[null]}""", "renames")]
    [InlineData("no json", "")]
    [InlineData("", "")]
    public async Task WhatIsNotUnderstood_IsNamed_AndChangesNothing(string body, string complaint)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Seed = 5 });

        var answer = await acme.SendAsync(HttpMethod.Put, Control, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(complaint, answer.Message);
        Assert.Equal(5, acme.State.Faults.Options!.Seed);
    }

    [Fact]
    public async Task AFaultNeverHitsTheControl()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.ResetBefore] });

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => acme.SendAsync(HttpMethod.Get, "/_mock/secrets")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(0, acme.State.Faults.Requests);
    }
}
