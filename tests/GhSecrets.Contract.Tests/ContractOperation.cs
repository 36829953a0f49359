using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Contract.Tests;

/// <summary>One method of one path in GitHub's description.</summary>
public sealed class ContractOperation
{
    private readonly ContractDescription _description;
    private readonly JObject _operation;
    private readonly string[] _segments;

    internal ContractOperation(ContractDescription description, HttpMethod method, string path, JObject operation)
    {
        _description = description;
        _operation = operation;
        _segments = path.Split('/');
        Method = method;
        Path = path;
    }

    /// <summary>GitHub's name for it: <c>actions/create-or-update-org-secret</c>.</summary>
    public string Id => (string)_operation["operationId"]!;

    /// <summary>The method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path with its parameters in braces.</summary>
    public string Path { get; }

    /// <summary>The names of the members that a body may have; empty where there is none.</summary>
    public IReadOnlyCollection<string> BodyMembers =>
        BodySchema?["properties"] is JObject members ? [.. members.Properties().Select(member => member.Name)] : [];

    internal int LiteralSegments => _segments.Count(segment => !IsParameter(segment));

    private JToken? BodySchema => _operation["requestBody"] is { } body ? SchemaOf(_description.Resolve(body)) : null;

    /// <summary>Lists what is wrong with a request: query parameters that GitHub does not know, and a body that is missing, unasked for or of another shape.</summary>
    /// <param name="query">The query with or without its question mark; may be empty.</param>
    /// <param name="body">The body, or null.</param>
    public async Task<IReadOnlyList<string>> ValidateRequestAsync(string query, string? body)
    {
        var known = (_operation["parameters"] ?? new JArray()).Select(_description.Resolve)
            .Where(parameter => (string?)parameter["in"] == "query")
            .ToDictionary(parameter => (string)parameter["name"]!, parameter => parameter["schema"]!);
        var complaints = new List<string>();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (!known.TryGetValue(parts[0], out var schema))
            {
                complaints.Add($"unknown query parameter {parts[0]}");
                continue;
            }

            var value = Uri.UnescapeDataString(parts[^1]);
            var json = (string?)schema["type"] == "integer" ? value : new JValue(value).ToString(Newtonsoft.Json.Formatting.None);
            complaints.AddRange(await _description.ValidateAsync(schema, json));
        }

        complaints.AddRange((BodySchema, body) switch
        {
            (null, null) => [],
            (null, _) => ["a body where GitHub describes none"],
            (_, null) => ["no body"],
            var (schema, text) => await _description.ValidateAsync(schema, text),
        });
        return complaints;
    }

    /// <summary>Lists what is wrong with an answer: a status that GitHub does not document, another content type, a body of another shape.</summary>
    public async Task<IReadOnlyList<string>> ValidateResponseAsync(int status, string? contentType, string body)
    {
        if (_operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } found)
        {
            return [$"undocumented status {status}"];
        }

        return (SchemaOf(_description.Resolve(found)), body) switch
        {
            (null, "") => [],
            // Some errors are described by their status alone, and do have a body.
            (null, _) => status >= 400 ? [] : ["a body where GitHub describes none"],
            _ when contentType?.Split(';')[0] != "application/json" => [$"content type {contentType}"],
            var (schema, text) => await _description.ValidateAsync(schema, text),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    internal bool Fits(string[] segments) =>
        segments.Length == _segments.Length
        && _segments.Zip(segments).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : pair.First == pair.Second);

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static JToken? SchemaOf(JObject bodyOrResponse) => bodyOrResponse["content"]?["application/json"]?["schema"];
}
