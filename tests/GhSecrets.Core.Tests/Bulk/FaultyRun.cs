using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>A rollout over 50 scopes of a server where things go wrong: what was asked for, what came of it, and what was sent.</summary>
internal sealed class FaultyRun : IAsyncDisposable
{
    private readonly MockServer _server;
    private readonly GhSession _session;
    private readonly IReadOnlyList<SecretScope> _scopes;
    private readonly ConcurrentQueue<ApiExchange> _exchanges = new();

    private FaultyRun(MockServer server, IReadOnlyList<X509Certificate2> trusted)
    {
        _server = server;
        server.State.AddToken(new MockToken(Marked.Token) { RateLimit = 1_000_000 });
        server.State.AddOrganization("acme");
        foreach (int number in Enumerable.Range(1, 20))
        {
            server.State.AddRepository("acme", $"app-{number}", environments: ["prod/eu"]);
        }

        _scopes =
        [
            .. Enumerable.Range(1, 20).Select(number => SecretScope.ForRepository($"acme/app-{number}")),
            .. Enumerable.Range(1, 17).Select(number => SecretScope.ForRepository($"acme/app-{number}", SecretApplication.Dependabot)),
            .. Enumerable.Range(1, 10).Select(number => SecretScope.ForEnvironment($"acme/app-{number}", "prod/eu")),
            SecretScope.ForOrganization("acme"),
            SecretScope.ForOrganization("acme", SecretApplication.Dependabot),
            SecretScope.ForUser(),
        ];
        _session = new GhSession(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.BaseUri.AbsoluteUri),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            TrustedCertificates = trusted,
            Clock = new HastyClock(),

            // Ten seconds of the world: no busy machine makes what is answered time out, for which the server may still do it later.
            Timeout = TimeSpan.FromSeconds(10_000),
            MaximumRetryCount = 20,
            MaximumRetryTime = TimeSpan.FromDays(10),
            WritesPerMinute = 0,
        });
    }

    public MockState State => _server.State;

    /// <summary>What was told of every try.</summary>
    public IReadOnlyCollection<ApiExchange> Exchanges => _exchanges;

    /// <summary>What came of each assignment, in the order of the input: a <see cref="SecretChange"/> or a <see cref="GhSecretsException"/>.</summary>
    public List<object> Outcomes { get; } = [];

    /// <summary>The last value that was asked for, by path of scope and name.</summary>
    public Dictionary<(SecretScope Scope, string Name), string> Wanted { get; } = [];

    public static async Task<FaultyRun> StartAsync()
    {
        MockServer server = await MockServer.StartAsync(new MockServerOptions { Https = true });
        return new FaultyRun(server, PemFile.Read(server.CertificatePemPath!));
    }

    /// <summary>Sets so many secrets, of which every third is one that was set before.</summary>
    public async Task SetAsync(int count, Random random)
    {
        ApiRun run = new(_exchanges.Enqueue);
        SecretStore store = new(_session, run);
        InFlight<object> window = new(_session.ThrottleLimit, CancellationToken.None);
        for (int number = 0; number < count; number++)
        {
            SecretScope scope = _scopes[number % _scopes.Count];
            string name = $"SECRET_{random.Next(65)}";
            string value = $"{number}: line 1\r\nline 2 🔑";
            bool isFirst = !Wanted.ContainsKey((scope, name));
            Wanted[(scope, name)] = value;
            SecretAssignment assignment = Assign.Value(scope, name, value, selected: isFirst && scope.Rules.HasSelectedRepositories ? ["app-1"] : null);
            await window.RoomAsync();
            window.Start($"{scope.Path}/{name}", _session.WriteLane(scope), assignment, async cancel =>
            {
                try
                {
                    return await store.SetAsync(assignment, cancel);
                }
                catch (GhSecretsException e)
                {
                    return e;
                }
            });
            await TakeAsync(window, onlyEnded: true);
        }

        await TakeAsync(window, onlyEnded: false);
    }

    /// <summary>What the server holds under a name.</summary>
    public StoredSecret? Find(SecretScope scope, string name) => State.FindVault(scope.Path[..scope.Path.LastIndexOf('/')])!.Find(name);

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    private async Task TakeAsync(InFlight<object> window, bool onlyEnded)
    {
        while (window.Next is Task<object> next && (next.IsCompleted || window.IsFull || !onlyEnded))
        {
            Outcomes.Add(await next);
            window.Take();
        }
    }
}
