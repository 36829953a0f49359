using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GhSecrets.Core.Tests;

/// <content>By ASP.NET Core, in this process.</content>
internal sealed partial class ScriptedServer
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _replies = new();

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

    /// <summary>Closes the connection in the place of a reply.</summary>
    public void Abort() => Reply(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection after the headers and this part of a body.</summary>
    public void CutOff(string body = "") => Reply(async context =>
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Never answers the next request that has no reply yet, or not to the end; the task ends when it has come.</summary>
    public Task HoldAsync(bool afterHeaders = false)
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Reply(async context =>
        {
            if (afterHeaders)
            {
                context.Response.ContentLength = 100;
                await context.Response.StartAsync();
            }

            TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
            arrived.SetResult();
            await gone.Task;
        });
        return arrived.Task;
    }

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
