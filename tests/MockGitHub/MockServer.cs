using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;

namespace MockGitHub;

/// <summary>A server on 127.0.0.1 that behaves as GitHub's REST API of secrets does.</summary>
public sealed class MockServer : IAsyncDisposable
{
    private readonly LoopbackHost _host;

    private MockServer(LoopbackHost host, MockState state, string prefix)
    {
        _host = host;
        State = state;
        BaseUri = new Uri(host.Address, $"{prefix}/");
    }

    /// <summary>The address of the API with its prefix, ending in a slash: <c>https://localhost:41234/api/v3/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>What the server holds; a test may fill it and look into it at any time.</summary>
    public MockState State { get; }

    /// <summary>The file with the certificate to trust; null without TLS.</summary>
    public string? CertificatePemPath => _host.CertificatePemPath;

    /// <summary>Starts a server that accepts no token but those of the options.</summary>
    public static async Task<MockServer> StartAsync(MockServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new MockServerOptions();
        var state = new MockState(options.Clock);
        foreach (var token in options.Tokens)
        {
            state.AddToken(new MockToken(token));
        }

        var host = await LoopbackHost.StartAsync(options.Port, options.Https, app => Map(app, options, state), cancel);
        return new MockServer(host, state, options.Prefix);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Map(WebApplication app, MockServerOptions options, MockState state)
    {
        var api = new Api(state, options.Prefix, options.EnterpriseVersion);
        app.Map("/_mock", control => control.Run(new ControlRoutes(state).AnswerAsync));
        app.Use(api.LogAsync);
        app.Use(new FaultInjector(state, options.Prefix).InjectAsync);
        app.Run(api.AnswerAsync);
    }
}
