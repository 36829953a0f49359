using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A server with the organization <c>acme</c> and its repositories <c>app</c> (private, two environments) and <c>lib</c> (public).</summary>
internal sealed partial class AcmeServer : IAsyncDisposable
{
    private readonly MockServer _server;

    private AcmeServer(MockServer server)
    {
        _server = server;
        State.AddOrganization("acme");
        App = State.AddRepository("acme", "app", isPrivate: true, environments: ["prod", "prod/eu west"]);
        Lib = State.AddRepository("acme", "lib");
    }

    public MockState State => _server.State;

    public Uri BaseUri => _server.BaseUri;

    public Repository App { get; }

    public Repository Lib { get; }

    /// <summary>The requests so far, as <c>PUT /orgs/acme/actions/secrets/NAME</c>.</summary>
    public string[] Requests => [.. State.Requests.All.Select(request => $"{request.Method} {request.Path}")];

    public static async Task<AcmeServer> StartAsync(string? enterpriseVersion = null) => new(await MockServer.StartAsync(new MockServerOptions
    {
        Prefix = enterpriseVersion is null ? "" : MockServerOptions.EnterpriseServerPrefix,
        EnterpriseVersion = new Version(enterpriseVersion ?? "3.17.0"),
        Tokens = [Marked.Token],
    }));

    /// <summary>Opens a session with a token that may do everything, unless it is another.</summary>
    public GhSession Open(
        string token = Marked.Token,
        string apiVersion = ApiSessionOptions.DefaultApiVersion,
        TimeProvider? clock = null,
        TimeSpan? maximumWait = null,
        int maximumRetryCount = 4) => new(new ApiSessionOptions
    {
        Host = ApiHost.FromBaseUri(_server.BaseUri.AbsoluteUri),
        Token = AccessToken.FromText(token, "the test"),
        ApiVersion = apiVersion,
        Clock = clock ?? TimeProvider.System,
        Jitter = () => 0,
        MaximumWait = maximumWait,
        MaximumRetryCount = maximumRetryCount,
    });

    /// <summary>Puts secrets <c>SECRET_0001</c> and on, or variables <c>VARIABLE_0001</c>, into a scope without a request to the API.</summary>
    public async Task SeedAsync(SecretScope scope, int count = 1, string? visibility = null, params IEnumerable<Repository> selected)
    {
        using HttpClient http = new();
        using HttpResponseMessage response = await http.PostAsJsonAsync(new Uri(_server.BaseUri, $"/_mock/{Words.Of(scope.Items)}"), new
        {
            scope = VaultPath(scope),
            count,
            visibility,
            selectedRepositories = selected.Select(repository => repository.FullName),
        });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Gives a scope another key, as GitHub may at any time.</summary>
    public void RotateKey(SecretScope scope) => State.RotateKey(State.FindVault(VaultPath(scope))!);

    /// <summary>Has the next request meet a fault, and none of the sixty after it.</summary>
    public void FaultNextRequest(FaultKind kind) => State.Faults.Set(new FaultOptions { Seed = 148, Rate = 0.01, Kinds = [kind] });

    /// <summary>What the server holds under a name; null when there is no such secret or variable.</summary>
    public StoredSecret? Find(SecretScope scope, string name) =>
        (scope.Items == ItemKind.Variable ? State.FindVariables(VaultPath(scope)) : State.FindVault(VaultPath(scope)))!.Find(name);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string VaultPath(SecretScope scope) => scope.Path[..scope.Path.LastIndexOf('/')];
}
