using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>The faults after which a client cannot know what was done, because no whole answer comes.</summary>
internal static class LostAnswers
{
    private static readonly TimeSpan s_timeToSend = TimeSpan.FromMilliseconds(20);

    public static Task ResetBeforeAsync(FaultedRequest request) => throw Abort(request);

    public static async Task ResetAfterAsync(FaultedRequest request)
    {
        await AnswerAsideAsync(request);
        throw Abort(request);
    }

    public static async Task CutBodyAsync(FaultedRequest request)
    {
        var body = await AnswerAsideAsync(request);
        if (body.Length == 0)
        {
            throw Abort(request);
        }

        // Kestrel itself ends what falls short of its length, and over HTTP/1.1 it first sends what there is, unlike an abort.
        var (response, cancel) = (request.Context.Response, request.Context.RequestAborted);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), cancel);
        if (HttpProtocol.IsHttp2(request.Context.Request.Protocol))
        {
            // The end of a stream overtakes what is still to be sent of it, and nothing says when that is done.
            await Task.Delay(s_timeToSend, cancel);
        }
    }

    public static Task NoAnswerAsync(FaultedRequest request) => Task.Delay(Timeout.Infinite, request.Context.RequestAborted);

    // Lets the API do its work and keeps back what it says, its status too.
    private static async Task<byte[]> AnswerAsideAsync(FaultedRequest request)
    {
        var response = request.Context.Response;
        var client = response.Body;
        using var aside = new MemoryStream();
        response.Body = aside;
        try
        {
            await request.Api(request.Context);
        }
        finally
        {
            response.Body = client;
        }

        return aside.ToArray();
    }

    // Thrown, because a request that ends in peace is logged with the status of an answer that nobody saw.
    private static ConnectionAbortedException Abort(FaultedRequest request)
    {
        request.Place.Dispose();
        request.Context.Abort();
        return new ConnectionAbortedException();
    }
}
