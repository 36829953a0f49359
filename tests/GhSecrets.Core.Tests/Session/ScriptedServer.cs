using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GhSecrets.Core.Tests;

/// <summary>A real server on this machine that gives the replies it was told to, one after another, and keeps the requests.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>How long a try of a session may take: as long as nothing else waits.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _replies = new();
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();

    private ScriptedServer(X509Certificate2? certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>The address, ending in a slash; over TLS under the name <c>localhost</c>.</summary>
    public string Address => $"{_app.Urls.Single().Replace("https://127.0.0.1", "https://localhost", StringComparison.Ordinal)}/";

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    public static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate = null)
    {
        ScriptedServer server = new(certificate);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Gives this reply to the next request that has none yet.</summary>
    public void Reply(int status, string body = "{}", params (string Name, string Value)[] headers) => Reply(async context =>
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (status is not (204 or 304))
        {
            await context.Response.WriteAsync(body);
        }
    });

    /// <summary>Lets the test itself answer the next request that has no reply yet.</summary>
    public void Reply(Func<HttpContext, Task> reply) => _replies.Enqueue(reply);

    /// <summary>Opens a session with the marked token; repeated requests follow without a wait unless jitter says otherwise.</summary>
    public ApiSession Open(
        TimeProvider? clock = null,
        double jitter = 0,
        int maximumRetryCount = 4,
        IReadOnlyList<X509Certificate2>? trusted = null,
        TimeSpan? maximumWait = null) =>
        new(Options(clock, jitter, maximumRetryCount, trusted, maximumWait));

    /// <summary>The settings of <see cref="Open"/>.</summary>
    public ApiSessionOptions Options(
        TimeProvider? clock = null,
        double jitter = 0,
        int maximumRetryCount = 4,
        IReadOnlyList<X509Certificate2>? trusted = null,
        TimeSpan? maximumWait = null) => new()
    {
        Host = ApiHost.FromBaseUri(Address),
        Token = AccessToken.FromText(Marked.Token, "the test"),
        Clock = clock ?? TimeProvider.System,
        Jitter = () => jitter,
        MaximumRetryCount = maximumRetryCount,
        MaximumWait = maximumWait,
        Timeout = Timeout,
        TrustedCertificates = trusted ?? [],
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader body = new(context.Request.Body);
        _requests.Enqueue(new ScriptedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync(context.RequestAborted)));
        if (_replies.TryDequeue(out Func<HttpContext, Task>? reply))
        {
            await reply(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        await context.Response.WriteAsync("""{"message":"The test has no reply for this request."}""");
    }
}
