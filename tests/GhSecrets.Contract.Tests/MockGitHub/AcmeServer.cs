using System;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>A server with the organization <c>acme</c>, and a plain client of it that says what GitHub wants to hear.</summary>
internal sealed class AcmeServer : IAsyncDisposable
{
    public const string Token = "all-rights";

    private readonly HttpClient _http;

    private AcmeServer(MockServer server)
    {
        Server = server;
        _http = new HttpClient(CreateHandler(server))
        {
            BaseAddress = server.BaseUri,
            DefaultRequestVersion = server.CertificatePemPath is null ? HttpVersion.Version11 : HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        App = State.AddRepository(State.AddOrganization("Acme").Login, "App", isPrivate: true, environments: ["prod", "prod/eu west"]);
        Lib = State.AddRepository("Acme", "Lib");
        Other = State.AddRepository("somebody", "else");
    }

    public MockServer Server { get; }

    public MockState State => Server.State;

    /// <summary>A private repository with the environments <c>prod</c> and <c>prod/eu west</c>.</summary>
    public Repository App { get; }

    /// <summary>A public repository without environments.</summary>
    public Repository Lib { get; }

    /// <summary>A repository of a user.</summary>
    public Repository Other { get; }

    /// <summary>Starts it over plain HTTP/1.1, or over TLS with HTTP/2.</summary>
    public static async Task<AcmeServer> StartAsync(string prefix = "", TimeProvider? clock = null, bool https = false) =>
        new(await MockServer.StartAsync(new MockServerOptions { Prefix = prefix, Https = https, Tokens = [Token], Clock = clock ?? TimeProvider.System }));

    public Task<Answer> GetAsync(string path, string? version = null) => SendAsync(HttpMethod.Get, path, version: version);

    public Task<Answer> PutAsync(string path, object? body = null, string? version = null) => SendAsync(HttpMethod.Put, path, body, version: version);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends a request; a body that is a string goes as it is, any other as JSON.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, object? body = null, string? token = Token, string? version = null, CancellationToken cancel = default)
    {
        using var response = await OpenAsync(method, path, body, token, version, HttpCompletionOption.ResponseContentRead, cancel);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Sends a request, and waits for no more of the answer than is asked for.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? token = Token,
        string? version = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseHeadersRead,
        CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute))
        {
            Version = _http.DefaultRequestVersion,
            VersionPolicy = _http.DefaultVersionPolicy,
        };
        request.Headers.UserAgent.ParseAdd("tests/1.0");
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (version is not null)
        {
            request.Headers.Add("X-GitHub-Api-Version", version);
        }

        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        return await _http.SendAsync(request, completion, cancel);
    }

    /// <summary>Fetches the key of a scope (<c>orgs/acme/actions</c>), seals for it and puts the secret.</summary>
    public async Task<Answer> PutSecretAsync(
        string scope, string name, string value = "a value", string? visibility = null, object? ids = null, string? version = null) =>
        await PutAsync($"{scope}/secrets/{name}", await SealedBodyAsync(scope, value, visibility, ids), version);

    /// <summary>Makes the body of a PUT for a scope, with what is not null.</summary>
    public async Task<JsonObject> SealedBodyAsync(string scope, string value = "a value", string? visibility = null, object? ids = null)
    {
        var key = (await GetAsync($"{scope}/secrets/public-key")).Json;
        var body = new JsonObject
        {
            ["encrypted_value"] = Seal((string)key["key"]!, Encoding.UTF8.GetBytes(value)),
            ["key_id"] = (string)key["key_id"]!,
        };
        if (visibility is not null)
        {
            body["visibility"] = visibility;
        }

        if (ids is not null)
        {
            body["selected_repository_ids"] = System.Text.Json.JsonSerializer.SerializeToNode(ids);
        }

        return body;
    }

    public static string Seal(string key, byte[] value) =>
        Convert.ToBase64String(Sealers.Best.Seal(value, SealingKey.FromBase64(key)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private static SocketsHttpHandler CreateHandler(MockServer server)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (server.CertificatePemPath is { } path)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(path) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return handler;
    }
}
