using System.Text.Json.Nodes;

namespace MockGitHub;

/// <summary>An organization in a seed, with its repositories by name or with their flags.</summary>
internal sealed record SeedOrganization(string Login, JsonNode[]? Repositories = null);
