using System.Net.Http;
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
    {
        Method = method;
        Path = path;
        _body = body is null ? null : Encoding.UTF8.GetBytes(body.ToString(Formatting.None));
    }

    /// <summary>The HTTP method; all that GitHub's secrets know are idempotent.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path below the base address, or a whole address on the same origin.</summary>
    public string Path { get; }

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
