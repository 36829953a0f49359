using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A reply that was read whole: its status, the headers that matter, and its JSON.</summary>
public sealed class ApiReply
{
    private readonly Dictionary<string, string> _headers;
    private readonly byte[] _body;

    internal ApiReply(HttpResponseMessage response, byte[] body, int attempts, AccessToken? sent = null)
    {
        sent?.HideIn(body);
        Status = response.StatusCode;
        Attempts = attempts;
        Location = response.Headers.Location;
        Date = response.Headers.Date;
        HasJsonOrNothing = body.Length == 0
            || response.Content.Headers.ContentType?.MediaType is not string type
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        _body = body;
        _headers = response.Headers.ToDictionary(
            header => header.Key,
            header => string.Join(", ", header.Value.Select(value => sent?.Hidden(value) ?? value)),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>How often the request was sent until this reply came.</summary>
    public int Attempts { get; }

    /// <summary>GitHub's id of the request, for their support; null when the server sent none.</summary>
    public string? RequestId => Header("X-GitHub-Request-Id");

    internal Uri? Location { get; }

    /// <summary>Whether it came from another address than the one that was asked, by a redirect.</summary>
    internal bool WasRedirected { get; set; }

    /// <summary>The server's time, in whole seconds (RFC 9110, Date); null when it sent none.</summary>
    internal DateTimeOffset? Date { get; }

    /// <summary>Whether the body, if there is one, says that it is JSON, or says nothing of what it is.</summary>
    internal bool HasJsonOrNothing { get; }

    internal bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Whether it points to another address.</summary>
    internal bool IsRedirect => (int)Status is 301 or 302 or 307 or 308;

    /// <summary>A response header, or null.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads the body as a JSON value of type <typeparamref name="T"/>.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.UnexpectedReply"/> when it is none.</exception>
    public T Json<T>()
        where T : JToken =>
        TryJson() as T ?? throw Unexpected();

    /// <summary>The error of a reply that the server's API does not send.</summary>
    internal ApiException Unexpected() => new(
        ErrorId.UnexpectedReply,
        $"The server's reply ({(int)Status}) is not the one that its API sends. Check the address: a proxy or a sign-in page may have "
            + "answered in its place.",
        this);

    internal JToken? TryJson()
    {
        using JsonTextReader reader = new(
            new StreamReader(new MemoryStream(_body), Encoding.UTF8)) { DateParseHandling = DateParseHandling.None };
        try
        {
            return JToken.ReadFrom(reader);
        }
        catch (JsonException)
        {
            // Its message quotes the text, which may hold what must not be shown.
            return null;
        }
    }
}
