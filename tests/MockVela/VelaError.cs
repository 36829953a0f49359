using System;
using System.Net;
using System.Text.Json.Nodes;

namespace MockVela;

/// <summary>The server says no: ends the handling of a request with Vela's shape of an error.</summary>
internal sealed class VelaError(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>A body that cannot be decoded: the framework has written its head, text/plain, before the words are known.</summary>
    public bool IsPlainText { get; init; }

    public static VelaError Internal(string message) => new(HttpStatusCode.InternalServerError, message);

    public static VelaError BadRequest(string message) => new(HttpStatusCode.BadRequest, message);

    public CannedReply ToReply() => new(
        (int)status,
        new JsonObject { ["error"] = Message }.ToJsonString(),
        IsPlainText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
}
