using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

/// <summary>What a server answered, read to its end.</summary>
internal sealed partial record Answer(HttpStatusCode Status, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Message => (string?)Json["message"];

    /// <summary>The addresses of the <c>Link</c> header by their relations.</summary>
    public IReadOnlyDictionary<string, string> Links =>
        LinkPattern().Matches(Headers.GetValueOrDefault("Link", "")).ToDictionary(link => link.Groups["relation"].Value, link => link.Groups["address"].Value);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.ToString(),
        await response.Content.ReadAsStringAsync(),
        response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), System.StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("""<(?<address>[^>]*)>; rel="(?<relation>\w+)""")]
    private static partial Regex LinkPattern();
}
