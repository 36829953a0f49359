using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <content>By the listener of .NET Framework, which has no ASP.NET Core.</content>
internal sealed partial class ScriptedServer
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<Func<HttpListenerResponse, Task>> _replies = new();

    private ScriptedServer()
    {
        (_listener, Address) = Listen();
        _ = AnswerAllAsync();
    }

    /// <summary>The address, ending in a slash.</summary>
    public string Address { get; }

    public static Task<ScriptedServer> StartAsync() => Task.FromResult(new ScriptedServer());

    /// <summary>Gives this reply to the next request that has none yet.</summary>
    public void Reply(int status, string body = "{}", params (string Name, string Value)[] headers) =>
        _replies.Enqueue(response => AnswerAsync(response, status, body, headers));

    /// <summary>Closes the connection in the place of a reply.</summary>
    public void Abort() => _replies.Enqueue(response =>
    {
        response.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection after the headers and this part of a body.</summary>
    public void CutOff(string body = "") => _replies.Enqueue(async response =>
    {
        await BeginAsync(response, body);
        response.Abort();
    });

    /// <summary>Never answers the next request that has no reply yet, or not to the end; the task ends when it has come.</summary>
    public Task HoldAsync(bool afterHeaders = false)
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _replies.Enqueue(async response =>
        {
            if (afterHeaders)
            {
                await BeginAsync(response, "");
            }

            arrived.SetResult();
        });
        return arrived.Task;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Close();
        return default;
    }

    // Whoever else takes the port between its choice and its use, in this process or in another, has it: then it is another one.
    private static (HttpListener Listener, string Address) Listen()
    {
        while (true)
        {
            TcpListener free = new(IPAddress.Loopback, 0);
            free.Start();
            string address = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (Exception taken) when (taken is HttpListenerException or SocketException)
            {
                listener.Close();
            }
        }
    }

    private async Task AnswerAllAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using StreamReader body = new(context.Request.InputStream, Encoding.UTF8);
        _requests.Enqueue(new ScriptedRequest(
            context.Request.HttpMethod,
            context.Request.RawUrl,
            context.Request.Headers.AllKeys.ToDictionary(name => name, name => context.Request.Headers[name], StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync()));
        await (_replies.TryDequeue(out Func<HttpListenerResponse, Task> reply)
            ? reply(context.Response)
            : AnswerAsync(context.Response, 418, """{"message":"The test has no reply for this request."}""", []));
    }

    private static async Task AnswerAsync(HttpListenerResponse response, int status, string body, (string Name, string Value)[] headers)
    {
        using HttpListenerResponse answered = response;
        response.StatusCode = status;

        // Mono's listener now and then forgets a connection that it kept.
        response.KeepAlive = false;
        foreach ((string name, string value) in headers)
        {
            response.AddHeader(name, value);
        }

        if (status is not (204 or 304))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            response.ContentLength64 = bytes.Length;
            await response.OutputStream.WriteAsync(bytes, 0, bytes.Length);
        }
    }

    private static async Task BeginAsync(HttpListenerResponse response, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        response.ContentLength64 = 100;
        await response.OutputStream.WriteAsync(bytes, 0, bytes.Length);
        await response.OutputStream.FlushAsync();
    }
}
