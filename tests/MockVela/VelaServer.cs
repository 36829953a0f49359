using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MockGitHub;

namespace MockVela;

/// <summary>A server on 127.0.0.1 that behaves as the secrets API of a Vela 0.28 server does.</summary>
public sealed class VelaServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LoopbackCertificate? _certificate;

    private VelaServer(WebApplication app, LoopbackCertificate? certificate, VelaState state, VelaServerOptions options)
    {
        _app = app;
        _certificate = certificate;
        State = state;
        var (scheme, host) = options.Https ? ("https", "localhost") : ("http", "127.0.0.1");
        Address = new Uri($"{scheme}://{host}:{new Uri(app.Urls.Single()).Port}/");
    }

    /// <summary>The address, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>What the server holds; a test may fill it and look into it at any time.</summary>
    public VelaState State { get; }

    /// <summary>The file with the certificate to trust; null without TLS.</summary>
    public string? CertificatePemPath => _certificate?.PemPath;

    /// <summary>Starts a server that accepts no personal token but those of the options.</summary>
    public static async Task<VelaServer> StartAsync(VelaServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new VelaServerOptions();
        var state = new VelaState(options.Clock) { AccessLifetime = options.AccessLifetime };
        foreach (var token in options.Tokens)
        {
            state.AddUser(new VelaUser(token, "octocat", IsAdmin: true));
        }

        var certificate = options.Https ? LoopbackCertificate.Create() : null;
        var app = Build(options, state, certificate);
        try
        {
            await app.StartAsync(cancel);
            return new VelaServer(app, certificate, state, options);
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

    private static WebApplication Build(VelaServerOptions options, VelaState state, LoopbackCertificate? certificate)
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
        app.Map("/_mock", control => control.Run(new VelaControl(state).AnswerAsync));
        app.Run(new VelaApi(state).AnswerAsync);
        return app;
    }
}
