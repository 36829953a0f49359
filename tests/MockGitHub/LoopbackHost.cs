using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MockGitHub;

/// <summary>What every mocked endpoint stands on: a silent Kestrel on 127.0.0.1, over TLS with a certificate of its own where that is asked for.</summary>
public sealed class LoopbackHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LoopbackCertificate? _certificate;

    private LoopbackHost(WebApplication app, LoopbackCertificate? certificate)
    {
        _app = app;
        _certificate = certificate;
        int port = new Uri(app.Urls.Single()).Port;
        Address = new Uri(certificate is null ? $"http://127.0.0.1:{port}/" : $"https://localhost:{port}/");
    }

    /// <summary>The address, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>The file with the certificate to trust; null without TLS.</summary>
    public string? CertificatePemPath => _certificate?.PemPath;

    /// <summary>Starts a server whose routes are added by a function; port 0 takes a free one.</summary>
    public static async Task<LoopbackHost> StartAsync(int port, bool https, Action<WebApplication> map, CancellationToken cancel)
    {
        var certificate = https ? LoopbackCertificate.Create() : null;
        var app = Build(port, certificate);
        map(app);
        try
        {
            await app.StartAsync(cancel);
            return new LoopbackHost(app, certificate);
        }
        catch
        {
            await app.DisposeAsync();
            certificate?.Dispose();
            throw;
        }
    }

    /// <summary>Tells a script where the server is (the address, then the certificate's file), and serves until the script or its input ends.</summary>
    public static async Task ServeAsync(Uri address, string? certificatePemPath, bool stopWithStdin, CancellationToken cancel)
    {
        Console.WriteLine(address);
        if (certificatePemPath is not null)
        {
            Console.WriteLine(certificatePemPath);
        }

        await Console.Out.FlushAsync(CancellationToken.None);
        await (stopWithStdin ? EndOfInputAsync(cancel) : Task.Delay(Timeout.Infinite, cancel))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    // An empty builder: no configuration files, no console logging, no variables of ASP.NET Core.
    private static WebApplication Build(int port, LoopbackCertificate? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.Server);
                }
            });
        });
        return builder.Build();
    }

    // Reading the console blocks, so it gets a thread that the end of the process does not wait for.
    private static Task EndOfInputAsync(CancellationToken cancel) =>
        Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null), CancellationToken.None).WaitAsync(cancel);
}
