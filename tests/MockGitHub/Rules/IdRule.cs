using System.Text.Json;

namespace MockGitHub;

/// <summary>Whether the ids of selected repositories travel as numbers or as text: it differs by application, API version and server.</summary>
internal sealed record IdRule(bool TakesIntegers, bool TakesStrings)
{
    public static readonly IdRule Integers = new(TakesIntegers: true, TakesStrings: false);

    private static readonly IdRule s_strings = new(TakesIntegers: false, TakesStrings: true);
    private static readonly IdRule s_either = new(TakesIntegers: true, TakesStrings: true);

    public static IdRule For(ApiRequest request, Vault vault) => vault switch
    {
        { IsOrganization: false } => s_either,
        { Application: "dependabot" } when request.IsEnterpriseServer || request.ApiVersion == ApiVersions.Oldest => s_strings,
        _ => Integers,
    };

    public long Read(JsonElement item, int index)
    {
        if (TakesIntegers && item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number))
        {
            return number;
        }

        if (TakesStrings && item.ValueKind == JsonValueKind.String && NumericPath.TryParse(item.GetString()!) is { } id)
        {
            return id;
        }

        throw RefusedException.Unprocessable(TakesIntegers
            ? $"For 'items', {item.GetRawText()} is not an integer."
            : $"Invalid request.\n\nInvalid property /selected_repository_ids/{index}: `{item.GetRawText()}` is not of type `string`.");
    }
}
