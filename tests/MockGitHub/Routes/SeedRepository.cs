using System.Text.Json.Nodes;

namespace MockGitHub;

/// <summary>A repository in a seed: an object, or its name alone.</summary>
internal sealed record SeedRepository(string Name, bool Private = false, bool Archived = false, string[]? Environments = null, string[]? Topics = null)
{
    public static SeedRepository Read(JsonNode node) =>
        node is JsonValue name ? new SeedRepository(name.GetValue<string>()) : Seed.Read<SeedRepository>(node.ToJsonString());

    public void AddTo(MockState state, string owner, string name) =>
        state.AddRepository(owner, name, Topics ?? [], Private, Archived, Environments ?? []);
}
