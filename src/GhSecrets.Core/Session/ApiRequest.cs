using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One request below the session's base address, with a JSON body where the operation has one.</summary>
public sealed class ApiRequest
{
    private readonly byte[]? _body;

    /// <summary>Creates a request; the path is URL-encoded and may have a query.</summary>
    public ApiRequest(HttpMethod method, string path, JObject? body = null)
        : this(method, path, body is null ? null : Encoding.UTF8.GetBytes(body.ToString(Formatting.None)))
    {
    }

    /// <summary>Creates a request whose body is JSON already; the bytes stay the caller's, who may zero them when the request has ended.</summary>
    internal ApiRequest(HttpMethod method, string path, byte[]? body)
    {
        Method = method;
        Path = path;
        IsRepeatable = method != HttpMethod.Post;
        _body = body;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path below the base address, or a whole address on the same origin.</summary>
    public string Path { get; }

    /// <summary>Whether it is to change something, as rate limits see it.</summary>
    internal bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Options;

    /// <summary>Whether doing it twice is as good as once; by default true but for POST, which is sent again only when nothing of it can have arrived.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>Adds what proves who asks; null for the session's own token.</summary>
    internal Action<HttpRequestHeaders>? Authorize { get; init; }

    /// <summary>The same request with other proof of who asks.</summary>
    internal ApiRequest AuthorizedBy(AccessToken token) =>
        new(Method, Path, _body) { IsRepeatable = IsRepeatable, Authorize = headers => headers.Authorization = token.Header };

    /// <summary>The body of one try; .NET Framework disposes a content with the request that carried it.</summary>
    internal HttpContent? CreateContent()
    {
        if (_body is null)
        {
            return null;
        }

        ByteArrayContent content = new(_body);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return content;
    }
}
