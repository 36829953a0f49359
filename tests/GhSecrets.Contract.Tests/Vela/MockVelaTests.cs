using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MockVela;

namespace GhSecrets.Contract.Tests;

/// <summary>Holds the answers of the mock to the description, and to what the description cannot say.</summary>
public sealed class MockVelaTests
{
    private const string Secret = "api/v1/secrets/native/repo/acme/app/a";

    public static TheoryData<string, string, string?, int> Answers => new()
    {
        { "PUT", "api/v1/admin/secret", """{"id":1,"type":"repo","org":"acme","repo":"app","name":"a","value":"v"}""", 200 },
        { "PUT", "api/v1/admin/secret", """{"id":1,"type":"repo","org":"acme","repo":"app","name":"a","value":""}""", 500 },
        { "PUT", "api/v1/admin/secret", """{"type":"repo","org":"acme","repo":"app","name":"a","value":"v"}""", 500 },
        { "GET", "api/v1/secrets/native/repo/acme/app?page=1&per_page=100", null, 200 },
        { "GET", "api/v1/secrets/native/repo/acme/app?page=one", null, 400 },
        { "POST", "api/v1/secrets/native/repo/acme/app", """{"name":"b","value":"v"}""", 200 },
        { "POST", "api/v1/secrets/native/repo/acme/app", """{"name":"a","value":"v"}""", 500 },
        { "POST", "api/v1/secrets/native/repo/acme/App", """{"name":"b","value":"v"}""", 404 },
        { "POST", "api/v1/secrets/native/repo/acme/app", """{"name":"b","value":" "}""", 400 },
        { "GET", Secret, null, 200 },
        { "GET", Secret + "x", null, 500 },
        { "PUT", Secret, """{"images":["alpine"]}""", 200 },
        { "PUT", Secret, """{"repo_allowlist":["acme/app"]}""", 400 },
        { "PUT", Secret + "x", """{"value":"v"}""", 404 },
        { "DELETE", Secret, null, 200 },
        { "DELETE", Secret + "x", null, 500 },
        { "GET", "token-refresh", null, 200 },
        { "POST", "authenticate/token", null, 200 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task ItAnswers_AsDescribed(string method, string path, string? body, int status)
    {
        await using VelaServer server = await StartAsync();
        using HttpClient http = Client(server);
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };

        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        ContractOperation operation = ContractDescription.Vela.Find(request.Method, "/" + path.Split('?')[0])!;
        Assert.Empty(await operation.ValidateResponseAsync(status, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("api/v1/admin/secret")]
    [InlineData(Secret)]
    public async Task WhatItCannotDecode_IsA400_InTextPlain_WithJsonInIt(string path)
    {
        await using VelaServer server = await StartAsync();
        using HttpClient http = Client(server);

        using HttpResponseMessage response = await http.PutAsync(new Uri(path, UriKind.Relative), new StringContent("""{"allow_events":3}""", Encoding.UTF8, "application/json"));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("unable to decode JSON", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!);
    }

    [Fact]
    public async Task TheAdminsAnswer_HoldsThePlainValue_EveryOtherTheMask()
    {
        await using VelaServer server = await StartAsync();
        using HttpClient http = Client(server);

        Assert.Equal("[secure]", (string)(await JsonAsync(http, Secret))["value"]!);
        using HttpResponseMessage response = await http.PutAsync(
            new Uri("api/v1/admin/secret", UriKind.Relative),
            new StringContent("""{"id":1,"type":"repo","org":"acme","repo":"app","name":"a","value":"plain"}""", Encoding.UTF8, "application/json"));
        Assert.Equal("plain", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["value"]!);
        Assert.Null(server.State.Secrets[0].Members["images"]);
    }

    [Theory]
    [InlineData(9, 1, 10, "")]
    [InlineData(10, 1, 10, "next")]
    [InlineData(10, 2, 10, "first, prev")]
    [InlineData(25, 2, 10, "first, prev, next")]
    [InlineData(100, 1, 1000, "next")]
    public async Task ItLinks_WithoutALast_AndToANextPageThatMayBeEmpty(int count, int page, int size, string relations)
    {
        await using VelaServer server = await StartAsync();
        for (int number = 1; number < count; number++)
        {
            server.State.AddSecret(new JsonObject { ["type"] = "repo", ["org"] = "acme", ["repo"] = "app", ["name"] = $"s{number}", ["value"] = "v" });
        }

        using HttpClient http = Client(server);
        using HttpResponseMessage response = await http.GetAsync(new Uri($"api/v1/secrets/native/repo/acme/app?page={page}&per_page={size}", UriKind.Relative));

        string link = response.Headers.TryGetValues("Link", out IEnumerable<string>? values) ? values.Single() : "";
        Assert.Equal(relations, string.Join(", ", link.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split("rel=")[1].Trim('"'))));
    }

    [Fact]
    public async Task ATokenThatRanOut_IsA401()
    {
        HandClock clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using VelaServer server = await StartAsync(new VelaServerOptions { Tokens = ["t"], Clock = clock });
        using HttpClient http = Client(server);
        clock.Now += TimeSpan.FromMinutes(16);

        using HttpResponseMessage response = await http.GetAsync(new Uri(Secret, UriKind.Relative));

        Assert.Equal(401, (int)response.StatusCode);
    }

    private static async Task<VelaServer> StartAsync(VelaServerOptions? options = null)
    {
        VelaServer server = await VelaServer.StartAsync(options ?? new VelaServerOptions { Tokens = ["t"] });
        server.State.AddRepository("acme/app");
        server.State.AddSecret(new JsonObject { ["type"] = "repo", ["org"] = "acme", ["repo"] = "app", ["name"] = "a", ["value"] = "v", ["images"] = new JsonArray("alpine") });
        return server;
    }

    private static HttpClient Client(VelaServer server)
    {
        HttpClient http = new() { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.State.CreateAccessToken(new VelaUser("t", "octocat", IsAdmin: true)));
        http.DefaultRequestHeaders.Add("Token", "t");
        http.DefaultRequestHeaders.Add("Cookie", "vela_refresh_token=refresh-t");
        return http;
    }

    private static async Task<JsonNode> JsonAsync(HttpClient http, string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
