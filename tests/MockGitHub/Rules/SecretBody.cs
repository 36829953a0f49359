using System.Collections.Generic;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockGitHub;

/// <summary>The body of a PUT of one secret, checked against GitHub's description of it.</summary>
internal sealed partial record SecretBody(string EncryptedValue, string KeyId, string? Visibility, IReadOnlyList<long> RepositoryIds)
{
    internal const string Ids = "selected_repository_ids";

    public static SecretBody Read(ApiRequest request, Vault vault)
    {
        var json = request.JsonBody();
        var encryptedValue = ReadText(json, "encrypted_value");
        if (!Base64Pattern().IsMatch(encryptedValue))
        {
            throw Invalid($"Invalid property /encrypted_value: `{encryptedValue}` does not match /{Base64Pattern()}/.");
        }

        var keyId = ReadText(json, "key_id");
        var visibility = vault switch
        {
            { IsOrganization: true } => ReadVisibility(json),
            { SelectsRepositories: true } => "selected",
            _ => null,
        };
        IReadOnlyList<long> ids = visibility == "selected" && json.TryGetProperty(Ids, out var list)
            ? ReadIds(request, vault, list, IdRule.For(request, vault))
            : [];
        return new SecretBody(encryptedValue, keyId, visibility, ids);
    }

    /// <summary>Reads the body of a PUT of the list of repositories alone, where ids are integers for every application.</summary>
    public static IReadOnlyList<long> ReadSelection(ApiRequest request, Vault vault) =>
        request.JsonBody().TryGetProperty(Ids, out var list)
            ? ReadIds(request, vault, list, IdRule.Integers)
            : throw Missing(Ids);

    internal static string ReadVisibility(JsonElement json)
    {
        var text = ReadText(json, "visibility");
        return text is "all" or "private" or "selected"
            ? text
            : throw Invalid($"Invalid property /visibility: `{text}` is not a possible value. Must be one of the following: all, private, selected.");
    }

    internal static List<long> ReadIds(ApiRequest request, Vault vault, JsonElement list, IdRule rule)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Invalid($"Invalid property /{Ids}: `{list.GetRawText()}` is not of type `array`.");
        }

        var ids = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            var id = rule.Read(item, ids.Count);
            if (SecretRules.FindSelectable(request, vault, id) is null)
            {
                throw RefusedException.Unprocessable($"Invalid request.\n\nRepository {id} was not found.");
            }

            ids.Add(id);
        }

        return ids;
    }

    internal static string ReadText(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            throw Missing(name);
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Invalid($"Invalid property /{name}: `{value.GetRawText()}` is not of type `string`.");
    }

    private static RefusedException Missing(string name) => Invalid($"\"{name}\" wasn't supplied.");

    private static RefusedException Invalid(string complaint) => RefusedException.Unprocessable($"Invalid request.\n\n{complaint}");

    [GeneratedRegex(@"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})\z")]
    private static partial Regex Base64Pattern();
}
