using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class FaultAnswerTests
{
    private const string Scope = "repos/acme/app/actions";
    private const string Secondary = "You have exceeded a secondary rate limit";

    private static readonly (string Kind, int Status, string ContentType, string Text)[] s_answers =
    [
        ("500", 500, "application/json", "Server Error"),
        ("502", 502, "text/html", "Bad Gateway"),
        ("503", 503, "application/json", "Secrets service unavailable"),
        ("504", 504, "text/html", "couldn't respond to your request in time"),
        ("408", 408, "text/html", "didn't send a complete request in time"),
        ("429", 429, "application/json", Secondary),
        ("429-retry-after", 429, "application/json", Secondary),
        ("403-limit", 403, "application/json", Secondary),
        ("403-limit-retry-after", 403, "application/json", Secondary),
        ("403-primary", 403, "application/json", "API rate limit exceeded for user octocat"),
        ("wrong-content-type", 200, "text/html", "Sign in to GitHub"),
        ("redirect", 307, "application/json", "Temporary Redirect"),
    ];

    public static TheoryData<bool, string, int, string, string> Answers
    {
        get
        {
            var data = new TheoryData<bool, string, int, string, string>();
            foreach (var (kind, status, contentType, text) in s_answers)
            {
                data.Add(false, kind, status, contentType, text);
                data.Add(true, kind, status, contentType, text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task AnAnswerInPlaceOfTheApis_HasNoEffect(bool https, string kind, int status, string contentType, string text)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Get(kind)] });

        var answer = await acme.PutAsync($"{Scope}/secrets/TOKEN", body);

        Assert.Equal((status, contentType), ((int)answer.Status, answer.ContentType!.Split(';')[0]));
        Assert.Contains(text, answer.Body);
        Assert.Empty(acme.State.FindVault(Scope)!.Secrets);
        Assert.Equal(status, acme.State.Requests.All[^1].Status);
        Assert.Equal(1, acme.State.Faults.Counts[kind]);
    }

    [Theory]
    [InlineData("429", null)]
    [InlineData("429-retry-after", "7")]
    [InlineData("403-limit", null)]
    [InlineData("403-limit-retry-after", "7")]
    public async Task ASecondaryLimit_SaysHowLong_WhereItsKindDoes_AndNothingElse(string kind, string? retryAfter)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Get(kind)], RetryAfterSeconds = 7 });

        var answer = await acme.GetAsync("repos/acme/app");

        Assert.Equal(retryAfter, answer.Headers.GetValueOrDefault("Retry-After"));
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task APrimaryLimit_SaysWhenItIsReset()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var acme = await AcmeServer.StartAsync(clock: clock);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.PrimaryLimit], RetryAfterSeconds = 7 });

        var answer = await acme.GetAsync("repos/acme/app");

        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(answer.Headers["x-ratelimit-reset"], CultureInfo.InvariantCulture));
        Assert.Equal(("0", clock.Now.AddSeconds(7)), (answer.Headers["x-ratelimit-remaining"], reset));
        Assert.DoesNotContain("Retry-After", answer.Headers.Keys);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "/api/v3")]
    public async Task ARedirect_LeadsToTheSameAddress_WhereEachRepeatHasItsOwnNumber(bool https, string prefix)
    {
        await using var acme = await AcmeServer.StartAsync(prefix, https: https);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Redirect] });
        var address = new Uri(acme.Server.BaseUri, "repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=5");

        var first = await acme.GetAsync(address.OriginalString);
        var second = await acme.GetAsync(first.Headers["Location"]);
        acme.State.Faults.Set(new FaultOptions());
        var third = await acme.GetAsync(second.Headers["Location"]);

        Assert.Equal(address.AbsoluteUri, first.Headers["Location"]);
        Assert.Equal(address.AbsoluteUri, second.Headers["Location"]);
        Assert.Equal(HttpStatusCode.OK, third.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AHugeBody_IsJson_OfMoreThan40Megabytes_AndHasNoEffect(bool https)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.HugeBody] });

        using var response = await acme.OpenAsync(HttpMethod.Put, $"{Scope}/secrets/TOKEN", body);

        var bytes = await response.Content.ReadAsByteArrayAsync();
        var json = System.Text.Json.JsonDocument.Parse(bytes);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.InRange(bytes.Length, 40 * 1024 * 1024, int.MaxValue);
        Assert.Equal(1, json.RootElement.GetProperty("secrets").GetArrayLength());
        Assert.Empty(acme.State.FindVault(Scope)!.Secrets);
    }

    [Fact]
    public async Task AHugeBody_EndsWithAClientThatHasEnough()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.HugeBody] });
        using (await acme.OpenAsync(HttpMethod.Get, "repos/acme/app"))
        {
        }

        acme.State.Faults.Clear();

        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/acme/app")).Status);
    }
}
