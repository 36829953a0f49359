using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MockGitHub;

/// <summary>A server on 127.0.0.1 that behaves as GitHub's REST API of secrets does.</summary>
public sealed class MockServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LoopbackCertificate? _certificate;

    private MockServer(WebApplication app, LoopbackCertificate? certificate, MockState state, MockServerOptions options)
    {
        _app = app;
        _certificate = certificate;
        State = state;
        var (scheme, host) = options.Https ? ("https", "localhost") : ("http", "127.0.0.1");
        BaseUri = new Uri($"{scheme}://{host}:{new Uri(app.Urls.Single()).Port}{options.Prefix}/");
    }

    /// <summary>The address of the API with its prefix, ending in a slash: <c>https://localhost:41234/api/v3/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>What the server holds; a test may fill it and look into it at any time.</summary>
    public MockState State { get; }

    /// <summary>The file with the certificate to trust; null without TLS.</summary>
    public string? CertificatePemPath => _certificate?.PemPath;

    /// <summary>Starts a server that accepts no token but those of the options.</summary>
    public static async Task<MockServer> StartAsync(MockServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new MockServerOptions();
        var state = new MockState(options.Clock);
        foreach (var token in options.Tokens)
        {
            state.AddToken(new MockToken(token));
        }

        var certificate = options.Https ? LoopbackCertificate.Create() : null;
        var app = Build(options, state, certificate);
        try
        {
            await app.StartAsync(cancel);
            return new MockServer(app, certificate, state, options);
        }
        catch
        {
            await app.DisposeAsync();
            certificate?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    // An empty builder: no configuration files, no console logging, no variables of ASP.NET Core.
    private static WebApplication Build(MockServerOptions options, MockState state, LoopbackCertificate? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.Server);
                }
            });
        });

        var app = builder.Build();
        var api = new Api(state, options.Prefix, options.EnterpriseVersion);
        app.Map("/_mock", control => control.Run(new ControlRoutes(state).AnswerAsync));
        app.Use(api.LogAsync);
        app.Run(api.AnswerAsync);
        return app;
    }
}
