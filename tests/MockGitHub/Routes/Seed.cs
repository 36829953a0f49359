using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MockGitHub;

/// <summary>What <c>POST /_mock/seed</c> adds to the server; what is there already stays as it is, tokens excepted.</summary>
internal sealed record Seed(SeedToken[]? Tokens = null, SeedOrganization[]? Organizations = null, JsonNode[]? Repositories = null)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        // A typo in a script is to be seen, not to be skipped.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Seed Read(string json) => Read<Seed>(json);

    public static T Read<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException("An object was expected.");

    /// <summary>Adds everything and says the ids of all repositories by their full names.</summary>
    public JsonObject ApplyTo(MockState state)
    {
        foreach (var token in Tokens ?? [])
        {
            state.AddToken(token.ToToken());
        }

        foreach (var organization in Organizations ?? [])
        {
            state.AddOrganization(organization.Login);
            foreach (var repository in (organization.Repositories ?? []).Select(SeedRepository.Read))
            {
                repository.AddTo(state, organization.Login, repository.Name);
            }
        }

        foreach (var repository in (Repositories ?? []).Select(SeedRepository.Read))
        {
            var parts = repository.Name.Split('/');
            if (parts.Length != 2)
            {
                throw new ArgumentException($"'{repository.Name}' is not owner/name.");
            }

            repository.AddTo(state, parts[0], parts[1]);
        }

        var ids = state.Repositories.Select(repository => KeyValuePair.Create<string, JsonNode?>(repository.FullName, repository.Id));
        return new() { ["repositories"] = new JsonObject(ids) };
    }
}
