using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One request below the session's base address, with a JSON body where the operation has one.</summary>
public sealed class ApiRequest
{
    private readonly byte[]? _body;

    /// <summary>Creates a request; the path is URL-encoded and may have a query.</summary>
    public ApiRequest(HttpMethod method, string path, JObject? body = null)
        : this(method, path, body is null ? null : Bytes(body))
    {
    }

    /// <summary>Creates a request whose body is JSON already; the bytes stay the caller's, who may zero them when the request has
    /// ended.</summary>
    internal ApiRequest(HttpMethod method, string path, byte[]? body)
    {
        Method = method;
        Path = path;
        IsRepeatable = method != HttpMethod.Post;
        FollowsRedirects = method != HttpMethod.Delete;
        _body = body;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path below the base address, or a whole address on the same origin.</summary>
    public string Path { get; }

    /// <summary>Whether it is to change something, as rate limits see it.</summary>
    internal bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Options;

    /// <summary>Whether doing it twice is as good as once; by default true but for POST, which is sent again only when nothing of it can
    /// have arrived.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>Whether a redirect is followed that leads to another address of the session's origin; by default for all but DELETE, which
    /// must not reach what its address does not name.</summary>
    internal bool FollowsRedirects { get; init; }

    /// <summary>Looks around directly before each try, in the turn that the request has got: gives the body, or the reply that makes the
    /// request needless; null for no look.</summary>
    internal Func<ApiAttempt, Task<ApiReply?>>? Look { get; init; }

    /// <summary>How many reads a look takes as a rule.</summary>
    internal int ReadsBefore { get; init; }

    /// <summary>Adds what proves who asks; null for the session's own token.</summary>
    internal Action<HttpRequestHeaders>? Authorize { get; init; }

    /// <summary>The same request with other proof of who asks.</summary>
    internal ApiRequest AuthorizedBy(AccessToken token) =>
        new(Method, Path, _body) { IsRepeatable = IsRepeatable, Authorize = token.AddTo };

    /// <summary>The body of one try; .NET Framework disposes a content with the request that carried it.</summary>
    /// <param name="body">What a look gave; null for the request's own.</param>
    internal HttpContent? CreateContent(JObject? body = null)
    {
        if ((body is null ? _body : Bytes(body)) is not byte[] bytes)
        {
            return null;
        }

        ByteArrayContent content = new(bytes);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static byte[] Bytes(JObject body) => Encoding.UTF8.GetBytes(body.ToString(Formatting.None));
}
