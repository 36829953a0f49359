using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using MockGitHub;

namespace MockVela;

/// <summary>A server on 127.0.0.1 that behaves as the secrets API of a Vela 0.28 server does.</summary>
public sealed class VelaServer : IAsyncDisposable
{
    private readonly LoopbackHost _host;

    private VelaServer(LoopbackHost host, VelaState state)
    {
        _host = host;
        State = state;
    }

    /// <summary>The address, ending in a slash.</summary>
    public Uri Address => _host.Address;

    /// <summary>What the server holds; a test may fill it and look into it at any time.</summary>
    public VelaState State { get; }

    /// <summary>The file with the certificate to trust; null without TLS.</summary>
    public string? CertificatePemPath => _host.CertificatePemPath;

    /// <summary>Starts a server that accepts no personal token but those of the options.</summary>
    public static async Task<VelaServer> StartAsync(VelaServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new VelaServerOptions();
        var state = new VelaState(options.Clock) { AccessLifetime = options.AccessLifetime };
        foreach (var token in options.Tokens)
        {
            state.AddUser(new VelaUser(token, "octocat", IsAdmin: true));
        }

        var host = await LoopbackHost.StartAsync(options.Port, options.Https, app => Map(app, state), cancel);
        return new VelaServer(host, state);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Map(WebApplication app, VelaState state)
    {
        app.Map("/_mock", control => control.Run(new VelaControl(state).AnswerAsync));
        app.Run(new VelaApi(state).AnswerAsync);
    }
}
